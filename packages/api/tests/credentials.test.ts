import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from './api-world.ts';
import type { ApiWorld } from './api-world.ts';
import { allOperations, readable, requestOf } from './requests-of-operations.ts';
import type { PathIds } from './requests-of-operations.ts';
import { fillTenant } from './tenant-with-everything.ts';

let world: ApiWorld;
let ids: PathIds;
let revoked: string;

beforeAll(async () => {
  world = await createApiWorld({
    config: { limits: { perAddress: { requests: 100_000, windowSeconds: 60 } } },
  });
  ids = await fillTenant(world, world.ours, 'Mine');
  const { body } = await world.call('post', '/v1/api-keys');
  revoked = body.key;
  await world.call('delete', `/v1/api-keys/${body.id}`);
});
afterAll(() => world.close());

const state = async () => {
  const answers = await Promise.all(readable.map(({ id }) => requestOf(world, id, ids)));
  return answers.map(({ status, body }) => [status, body]);
};

const absent: Record<string, () => string | null> = {
  'no Authorization': () => null,
  'another scheme': () => `Basic ${Buffer.from(`${world.ours.apiKey}:`).toString('base64')}`,
  'a scheme alone': () => 'Bearer',
  'two credentials': () => `Bearer ${world.ours.apiKey} ${world.ours.apiKey}`,
};
const wrong: Record<string, () => string> = {
  'a revoked key': () => `Bearer ${revoked}`,
  'a key that never was': () => `Bearer cm_live_${'x'.repeat(43)}`,
  'a key of another kind with the same letters': () =>
    `Bearer ${world.ours.apiKey.replace('cm_test_', 'cm_live_')}`,
  'a key cut short': () => `Bearer ${world.ours.apiKey.slice(0, -1)}`,
  'a key with a letter more': () => `Bearer ${world.ours.apiKey}x`,
  'a key in capitals': () => `Bearer ${world.ours.apiKey.toUpperCase()}`,
  'its prefix': () => `Bearer ${world.ours.apiKey.slice(0, 12)}`,
  'a statement in SQL': () => "Bearer x'OR'1'='1",
  'a room token': () => 'Bearer eyJhbGciOiJub25lIn0.e30.',
  '64 kB less some': () => `Bearer cm_live_${'x'.repeat(12_000)}`,
};

const cases = allOperations.flatMap(({ id }) => [
  ...Object.entries(absent).map(([name, header]) => [id, name, 'unauthenticated', header] as const),
  ...Object.entries(wrong).map(([name, header]) => [id, name, 'invalid-credential', header] as const),
]);

test.each(cases)('%s with %s is answered 401 %s', async (id, _name, code, header) => {
  const response = await requestOf(world, id, ids, header());
  expect([response.status, response.body.code]).toEqual([401, code]);
  expect(response.get('www-authenticate')).toMatch(/^Bearer/);
});

test('none of those requests changed anything', async () => {
  const before = await state();
  for (const [id, , , header] of cases) await requestOf(world, id, ids, header());
  expect(await state()).toEqual(before);
});

test('a revoked key and one that never was are answered alike', async () => {
  const answer = async (authorization: string) => {
    const response = await world.call('get', '/v1/tenant', authorization).set('x-request-id', 'the-same-one');
    const { date: _date, ratelimit: _left, ...headers } = response.headers;
    return { text: response.text, headers };
  };
  expect(await answer(`Bearer ${revoked}`)).toEqual(await answer(`Bearer cm_test_${'x'.repeat(43)}`));
});

test('control: with a good key every operation gets beyond authentication', async () => {
  for (const { id } of allOperations) {
    const response = await requestOf(world, id, ids);
    expect(response.status, id).not.toBe(401);
  }
});

test('the scheme is known in any letters, as RFC 9110 section 11.1 has it', async () => {
  const response = await world.call('get', '/v1/tenant', `bearer ${world.theirs.apiKey}`);
  expect(response.status).toBe(200);
});
