import { errorCodes, operationErrors, operationIds } from '@cloudmeet/contracts';
import type { OperationId } from '@cloudmeet/contracts';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type supertest from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from './api-world.ts';
import type { ApiWorld } from './api-world.ts';
import { allOperations, requestOf } from './requests-of-operations.ts';
import type { PathIds } from './requests-of-operations.ts';
import { fillTenant } from './tenant-with-everything.ts';

let world: ApiWorld;
let ids: PathIds;
// The document is data here: whatever is read out of it is checked against real answers.
let document: any; // eslint-disable-line @typescript-eslint/no-explicit-any
let ajv: Ajv2020;

beforeAll(async () => {
  world = await createApiWorld();
  ids = await fillTenant(world, world.ours, 'Mine');
  document = (await world.call('get', '/openapi.json', null)).body;
  ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ $id: 'openapi', ...document });
});
afterAll(() => world.close());

const described = (id: OperationId) => {
  const { operation } = allOperations.find((one) => one.id === id)!;
  return document.paths[operation.path][operation.method];
};

/** What an answer breaks of the document: nothing, when the document is true. */
function complaints(id: OperationId, response: supertest.Response): unknown[] {
  const { operation } = allOperations.find((one) => one.id === id)!;
  const promised = described(id).responses[String(response.status)];
  if (!promised) return [`${id} does not describe ${String(response.status)}`];
  const missing = Object.keys(promised.headers ?? {})
    .filter((name) => !['Retry-After', 'Idempotency-Replayed'].includes(name))
    .filter((name) => response.get(name) === undefined);
  const type = (response.get('content-type') ?? '').split(';')[0] ?? '';
  if (!promised.content) return response.text === '' ? missing : [...missing, 'has a body'];
  if (!promised.content[type]) return [`${id} does not describe ${type}`];
  const path = [
    'paths',
    operation.path,
    operation.method,
    'responses',
    String(response.status),
    'content',
    type,
    'schema',
  ];
  const pointer = path
    .map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))
    .map(encodeURIComponent)
    .join('/');
  const validate = ajv.compile({ $ref: `openapi#/${pointer}` });
  return validate(response.body) ? missing : [...missing, ...(validate.errors ?? [])];
}

test('the document is valid OpenAPI 3.1 in the eyes of an independent validator', async () => {
  const result = await new Validator().validate(structuredClone(document));
  expect(result.errors).toBeUndefined();
  expect(result.valid).toBe(true);
});

test('control: that validator refuses a document with a mistake in it', async () => {
  const broken = structuredClone(document);
  broken.paths['/v1/rooms'].get.responses = 'none';
  expect((await new Validator().validate(broken)).valid).toBe(false);
});

test('every operation of the contracts is in the document and no other is', () => {
  const documented = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods as object).map((one: { operationId: string }) => one.operationId),
  );
  expect(documented.sort()).toEqual([...operationIds].sort());
});

test.each(allOperations.map(({ id, operation }) => [id, operation] as const))(
  '%s answers what the document says: success, missing, malformed and without a credential',
  async (id, operation) => {
    const isDestructive = operation.method === 'delete' || id === 'endSession';
    const own = isDestructive ? await fillTenant(world, world.ours, `Gone-${id}`) : ids;
    const nowhere = Object.fromEntries(Object.keys(own).map((name) => [name, 'nothing']));
    const answers = [
      await requestOf(world, id, own),
      await requestOf(world, id, nowhere),
      await requestOf(world, id, own, null),
      await requestOf(world, id, own).query({ unknown: '1' }),
      await requestOf(world, id, own, 'Bearer wrong'),
    ];
    expect(answers.map((answer) => complaints(id, answer)).flat()).toEqual([]);
    const codes = answers.filter(({ status }) => status >= 400).map(({ body }) => body.code);
    for (const code of codes) expect(operationErrors(operation)).toContain(code);
  },
);

test('control: an answer that lacks a field, or has a wrong one, is noticed', async () => {
  const response = await requestOf(world, 'getRoom', ids);
  expect(complaints('getRoom', response)).toEqual([]);
  const { name: _left, ...rest } = response.body;
  expect(
    complaints('getRoom', { ...response, get: response.get.bind(response), body: rest } as never),
  ).not.toEqual([]);
  const wrong = { ...response.body, maxParticipants: 'many' };
  expect(
    complaints('getRoom', { ...response, get: response.get.bind(response), body: wrong } as never),
  ).not.toEqual([]);
});

test('every example of a request is one that the API takes', async () => {
  for (const { id, operation } of allOperations) {
    if (!operation.body) continue;
    const { example, schema } = described(id).requestBody.content['application/json'];
    const validate = ajv.compile({ components: document.components, ...schema });
    expect(validate(example), `${id} ${JSON.stringify(validate.errors)}`).toBe(true);
    expect(operation.body.safeParse(example).success).toBe(true);
  }
});

test('every code in the document exists', () => {
  for (const code of Object.keys(document.components.examples)) expect(errorCodes).toContain(code);
});

test('the document may be read by any page, as by a client generator in a browser', async () => {
  const response = await world.call('get', '/openapi.json', null);
  expect(response.get('access-control-allow-origin')).toBe('*');
  expect(document.servers).toEqual([{ url: world.config.publicApiUrl }]);
});
