import { createDatabase } from '@cloudmeet/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from './api-world.ts';
import type { ApiWorld } from './api-world.ts';
import { allOperations, requestOf } from './requests-of-operations.ts';
import type { PathIds } from './requests-of-operations.ts';
import { fillTenant } from './tenant-with-everything.ts';

let world: ApiWorld;
let ids: PathIds;
beforeAll(async () => {
  world = await createApiWorld();
  ids = await fillTenant(world, world.ours, 'Mine');
  await world.database.close();
});
afterAll(() => world.close());

test.each(allOperations.map(({ id }) => [id] as const))(
  'without its database %s is a typed 503 that says when to try again, not a wait',
  async (id) => {
    const response = await requestOf(world, id, ids, `Bearer ${world.theirs.apiKey}`);
    expect([response.status, response.body.code]).toEqual([503, 'unavailable']);
    expect(Number(response.get('retry-after'))).toBeGreaterThan(0);
  },
);

test('a key that was believed a moment ago does not make up for the database', async () => {
  const response = await requestOf(world, 'listRooms', ids);
  expect([response.status, response.body.code]).toEqual([503, 'unavailable']);
});

test('the process says that it lives and that it is not ready', async () => {
  expect((await world.call('get', '/healthz', null)).status).toBe(200);
  const ready = await world.call('get', '/readyz', null);
  expect([ready.status, ready.body.status]).toEqual([503, 'not-ready']);
});

test('a database that nobody listens for fails within its time-out', async () => {
  const database = createDatabase({ url: 'postgresql://x:y@127.0.0.1:1/none', connectionTimeoutMs: 500 });
  await expect(database.ping()).rejects.toMatchObject({ code: 'unavailable' });
  await database.close();
});
