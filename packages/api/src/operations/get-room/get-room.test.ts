import { newId, roomSchema } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

test('200 a room with its live session, its version as ETag, kept by nobody on the way', async () => {
  const { body: room } = await world.call('post', '/v1/rooms').send({ name: 'Read me' });
  const session = { id: newId('session'), roomId: room.id, topology: 'p2p' as const };
  await world.database.forTenant(world.ours).transaction((repos) => repos.sessions.start(session));
  const response = await world.call('get', `/v1/rooms/${room.id}`);
  expect(response.status).toBe(200);
  expect(roomSchema.strict().parse(response.body).session?.id).toBe(session.id);
  expect(response.get('etag')).toBe('"1"');
  expect(response.get('cache-control')).toBe('no-store');
});

test('200 HEAD answers the same headers without a body', async () => {
  const { body: room } = await world.call('post', '/v1/rooms');
  const response = await world.call('head', `/v1/rooms/${room.id}`);
  expect(response.status).toBe(200);
  expect(response.get('etag')).toBe('"1"');
  expect(response.text).toBeUndefined();
});

test.each([newId('room'), 'rm_1', newId('session'), '__proto__', "rm_'OR'1'='1", `${newId('room')}x`])(
  '404 there is no room %s',
  async (id) => {
    const response = await world.call('get', `/v1/rooms/${id}`);
    expect(response.status).toBe(404);
    expect(response.body.code).toBe('not-found');
  },
);

test('404 a deleted room is gone', async () => {
  const { body: room } = await world.call('post', '/v1/rooms');
  await world.call('delete', `/v1/rooms/${room.id}`);
  expect((await world.call('get', `/v1/rooms/${room.id}`)).status).toBe(404);
});
