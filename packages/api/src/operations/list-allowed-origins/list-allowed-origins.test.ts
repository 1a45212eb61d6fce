import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

test('200 origins come page by page, those of the tenant alone', async () => {
  const origins = [1, 2, 3].map((n) => `https://a${String(n)}.example.com`);
  for (const origin of origins) await world.call('post', '/v1/tenant/allowed-origins').send({ origin });
  const first = await world.call('get', '/v1/tenant/allowed-origins?limit=2');
  const second = await world.call('get', `/v1/tenant/allowed-origins?cursor=${first.body.nextCursor}`);
  const shown = [...first.body.data, ...second.body.data].map((one) => one.origin);
  expect(shown).toEqual(origins.toReversed());
  const theirs = await world.call('get', '/v1/tenant/allowed-origins', `Bearer ${world.theirs.apiKey}`);
  expect(theirs.body).toEqual({ data: [], nextCursor: null });
});
