import { limits } from '@cloudmeet/contracts';
import type { Operation } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from './api-world.ts';
import type { ApiWorld } from './api-world.ts';
import { allOperations, authorizationFor, pathOf } from './requests-of-operations.ts';
import type { PathIds } from './requests-of-operations.ts';
import { fillTenant } from './tenant-with-everything.ts';

let world: ApiWorld;
let ids: PathIds;
beforeAll(async () => {
  world = await createApiWorld();
  ids = await fillTenant(world, world.ours, 'Mine');
});
afterAll(() => world.close());

const withBody = allOperations.filter(({ operation }) => ['post', 'patch'].includes(operation.method));

const state = async () => {
  const paths = [
    '/v1/rooms',
    '/v1/tenant',
    '/v1/tenant/branding',
    '/v1/tenant/allowed-origins',
    '/v1/tenant/signing-keys',
  ];
  return Promise.all(paths.map(async (path) => (await world.call('get', path)).body));
};

const json = 'application/json';
interface BadRequest {
  type?: string;
  headers?: Record<string, string>;
  /** What is sent, or how it is made for an operation. */
  body: string | Buffer | ((operation: Operation) => string);
  status: number;
  code: string;
}
const bad: Record<string, BadRequest> = {
  'no JSON': { body: '{name:1}', status: 400, code: 'malformed-json' },
  'half of an object': { body: '{"a":', status: 400, code: 'malformed-json' },
  'two documents': { body: '{}{}', status: 400, code: 'malformed-json' },
  'a NUL': { body: '\u0000', status: 400, code: 'malformed-json' },
  NaN: { body: '{"a":NaN}', status: 400, code: 'malformed-json' },
  'bytes that are not UTF-8': {
    body: Buffer.from([0x22, 0xff, 0xfe, 0x22]),
    status: 400,
    code: 'malformed-json',
  },
  'UTF-16': { body: Buffer.from('{}', 'utf16le'), status: 400, code: 'malformed-json' },
  'an array': { body: '[]', status: 400, code: 'invalid-request' },
  'a text': { body: '"x"', status: 400, code: 'invalid-request' },
  null: { body: 'null', status: 400, code: 'invalid-request' },
  'an unknown field': { body: '{"__unknown__":1}', status: 400, code: 'invalid-request' },
  'a field of the prototype': { body: '{"__proto__":{"role":"host"}}', status: 400, code: 'invalid-request' },
  '9 levels': { body: '{"metadata":'.repeat(9) + '1' + '}'.repeat(9), status: 400, code: 'too-deep' },
  '20,000 levels': { body: '['.repeat(20_000) + ']'.repeat(20_000), status: 400, code: 'too-deep' },
  'more than it may take': {
    body: ({ bodyBytesMax = limits.bodyBytes }) => JSON.stringify({ name: 'x'.repeat(bodyBytesMax) }),
    status: 413,
    code: 'payload-too-large',
  },
  '10 MB': { body: JSON.stringify({ name: 'x'.repeat(10_000_000) }), status: 413, code: 'payload-too-large' },
  'a form': {
    type: 'application/x-www-form-urlencoded',
    body: 'name=x',
    status: 415,
    code: 'unsupported-media-type',
  },
  'plain text': { type: 'text/plain', body: '{}', status: 415, code: 'unsupported-media-type' },
  XML: { type: 'application/xml', body: '<!DOCTYPE x>', status: 415, code: 'unsupported-media-type' },
  'another charset': {
    type: `${json}; charset=utf-16`,
    body: '{}',
    status: 415,
    code: 'unsupported-media-type',
  },
  'something compressed': {
    headers: { 'content-encoding': 'gzip' },
    body: Buffer.from('1f8b08', 'hex'),
    status: 415,
    code: 'unsupported-media-type',
  },
};

const cases = withBody.flatMap(({ id, operation }) =>
  Object.entries(bad).map(([name, one]) => [id, name, operation, one] as const),
);

test.each(cases)(
  '%s refuses %s',
  async (id, _name, operation, { type = json, headers = {}, body, status, code }) => {
    const response = await world
      .call(operation.method, pathOf(operation, ids), authorizationFor(world, id))
      .set({ 'content-type': type, ...headers })
      .serialize((raw) => raw)
      .send(typeof body === 'function' ? body(operation) : body);
    expect([response.status, response.body.code]).toEqual([status, code]);
    expect(response.get('content-type')).toContain('application/problem+json');
  },
);

test('none of that changes anything', async () => {
  const before = await state();
  for (const [id, , operation, { type = json, headers = {}, body }] of cases)
    await world
      .call(operation.method, pathOf(operation, ids), authorizationFor(world, id))
      .set({ 'content-type': type, ...headers })
      .serialize((raw) => raw)
      .send(typeof body === 'function' ? body(operation) : body);
  expect(await state()).toEqual(before);
});

test('control: as much as is allowed gets through', async () => {
  const text = 'x'.repeat(limits.metadataBytes - 20);
  expect((await world.call('post', '/v1/rooms').send({ metadata: { text } })).status).toBe(201);
  const deep = { metadata: { a: { b: { c: { d: 1 } } } } };
  expect((await world.call('post', '/v1/rooms').send(deep)).status).toBe(201);
});

const strange: [string, unknown, number][] = [
  ['markup', '<img src=x onerror=alert(1)>', 201],
  ['an SQL statement', "'; DROP TABLE rooms; --", 201],
  ['emoji and combining marks', '👩‍👩‍👧 é́', 201],
  ['the longest', '𝔸'.repeat(60), 201],
  ['one too long', 'x'.repeat(121), 400],
  ['10,000 letters', 'x'.repeat(10_000), 400],
  ['a lone high surrogate', 'a\ud83d', 400],
  ['a lone low surrogate', '\udc00b', 400],
  ['a NUL', 'a\u0000b', 400],
  ['an escape sequence', '\u001b[31mred', 400],
  ['a line break', 'a\nb', 400],
  ['an override of direction', 'a\u202eb', 400],
  ['a byte order mark', '\ufeffa', 400],
  ['spaces alone', '   ', 400],
  ['a number', 5, 400],
  ['an object', { toString: 'x' }, 400],
];

test.each(strange)('a name that is %s is kept as it is or refused', async (_name, name, status) => {
  const response = await world.call('post', '/v1/rooms').send({ name });
  expect(response.status).toBe(status);
  if (status === 201) expect((await world.call('get', `/v1/rooms/${response.body.id}`)).body.name).toBe(name);
  else expect(response.body.errors[0].pointer).toBe('/name');
});

test.each([
  ['a lone surrogate in a value', '{"metadata":{"a":"\\ud800"}}'],
  ['a lone surrogate in a key', '{"metadata":{"\\udfff":1}}'],
  ['a NUL in a value', '{"metadata":{"a":["\\u0000"]}}'],
  ['a NUL in a key', '{"metadata":{"\\u0000":1}}'],
  ['5 levels', '{"metadata":{"a":{"b":{"c":{"d":{}}}}}}'],
  ['a key of 121 letters', JSON.stringify({ metadata: { ['k'.repeat(121)]: 1 } })],
  ['more than 4 kB', JSON.stringify({ metadata: { a: 'é'.repeat(2100) } })],
])('metadata with %s is refused', async (_name, body) => {
  const response = await world.call('post', '/v1/rooms').type('json').send(body);
  expect([response.status, response.body.code]).toEqual([400, 'invalid-request']);
  expect(response.body.errors[0].pointer).toMatch(/^\/metadata/);
});

test('metadata comes back as it went in', async () => {
  const metadata = { '<b>': '</script>', 'a.b': [null, true, -0.5, 1e300, 'é\u2028'], '': {} };
  const { body } = await world.call('post', '/v1/rooms').send({ metadata });
  expect((await world.call('get', `/v1/rooms/${body.id}`)).body.metadata).toEqual(metadata);
});

test.each([
  '/v1/rooms/%zz',
  '/v1/rooms/%ff',
  '/v1/%2e%2e/rooms',
  '/v1/rooms/..%2f..%2fetc',
  '//v1/rooms',
  '/v1/ROOMS',
])('the address %s is no error of ours', async (path) => {
  const response = await world.call('get', path);
  expect([400, 404]).toContain(response.status);
  expect(response.get('content-type')).toContain('application/problem+json');
});

test('an error never shows what is inside: no stack, no query, no path of a file', async () => {
  const answers = await Promise.all([
    world.call('get', '/v1/rooms?cursor=x'),
    world.call('post', '/v1/rooms').type('json').send('{'),
    world.call('get', '/nowhere'),
  ]);
  for (const { text } of answers) expect(text).not.toMatch(/node_modules|\.ts\b| {4}at |SELECT|[Pp]risma/);
});
