import { newId } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const remove = (id: string) => world.call('delete', `/v1/tenant/allowed-origins/${id}`);

test('204 the origin is gone, 404 a second time', async () => {
  const { body } = await world
    .call('post', '/v1/tenant/allowed-origins')
    .send({ origin: 'https://a.example' });
  expect((await remove(body.id)).status).toBe(204);
  expect((await world.call('get', '/v1/tenant/allowed-origins')).body.data).toEqual([]);
  const twice = await remove(body.id);
  expect([twice.status, twice.body.code]).toEqual([404, 'not-found']);
});

test.each([newId('origin'), 'org_1', newId('room')])('404 there is no origin %s', async (id) => {
  expect((await remove(id)).status).toBe(404);
});
