import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

test('200 a new tenant has no branding of its own', async () => {
  const response = await world.call('get', '/v1/tenant/branding');
  expect([response.status, response.body]).toEqual([200, {}]);
});
