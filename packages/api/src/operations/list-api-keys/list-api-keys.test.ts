import { apiKeySchema } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

test('200 keys are recognised by their prefix; neither key nor hash is ever shown again', async () => {
  const { body: created } = await world.call('post', '/v1/api-keys').send({ name: 'Second' });
  const response = await world.call('get', '/v1/api-keys');
  expect(response.status).toBe(200);
  const keys = response.body.data.map((key: unknown) => apiKeySchema.strict().parse(key));
  expect(keys.map((key: { name: string }) => key.name)).toEqual(['Second', 'first']);
  expect(created.key.startsWith(keys[0].prefix)).toBe(true);
  expect(response.text).not.toContain(created.key);
  expect(response.text).not.toMatch(/[0-9a-f]{64}/);
});

test('200 the last use of a key shows, to the minute', async () => {
  const { body } = await world.call('get', '/v1/api-keys?limit=100');
  const own = body.data.find((key: { id: string }) => key.id === world.ours.apiKeyId);
  expect(Date.now() - Date.parse(own.lastUsedAt)).toBeLessThan(60_000);
});
