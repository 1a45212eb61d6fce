import { newId } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const revoke = (id: string, apiKey = world.ours.apiKey) =>
  world.call('delete', `/v1/api-keys/${id}`, `Bearer ${apiKey}`);

test('204 a revoked key is refused by the very next request, though it was just used', async () => {
  const { body: created } = await world.call('post', '/v1/api-keys');
  expect((await world.call('get', '/v1/tenant', `Bearer ${created.key}`)).status).toBe(200);
  expect((await revoke(created.id)).status).toBe(204);
  const response = await world.call('get', '/v1/tenant', `Bearer ${created.key}`);
  expect([response.status, response.body.code]).toEqual([401, 'invalid-credential']);
});

test('204 a key may revoke itself when it is not the last', async () => {
  const { body: created } = await world.call('post', '/v1/api-keys');
  expect((await revoke(created.id, created.key)).status).toBe(204);
  expect((await revoke(created.id, created.key)).status).toBe(401);
});

test('409 the last key stays, and stays usable', async () => {
  const response = await revoke(world.theirs.apiKeyId, world.theirs.apiKey);
  expect([response.status, response.body.code]).toEqual([409, 'conflict']);
  expect((await world.call('get', '/v1/tenant', `Bearer ${world.theirs.apiKey}`)).status).toBe(200);
});

test('409 of two keys that are revoked at the same moment one stays', async () => {
  const { body: second } = await world.call('post', '/v1/api-keys', `Bearer ${world.theirs.apiKey}`);
  const ids = [world.theirs.apiKeyId, second.id];
  const answers = await Promise.all(ids.map((id) => revoke(id, world.theirs.apiKey)));
  expect(answers.map(({ status }) => status).filter((status) => status === 204)).toHaveLength(1);
});

test.each([newId('apiKey'), 'key_1', newId('room')])('404 there is no key %s', async (id) => {
  const response = await revoke(id);
  expect([response.status, response.body.code]).toEqual([404, 'not-found']);
});
