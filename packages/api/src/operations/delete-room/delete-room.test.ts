import { newId, restEventSchemas } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';
import { takeOutbox } from '../../../tests/outbox-of.ts';
import { startTestNode } from '../../../tests/test-node.ts';
import type { TestNode } from '../../../tests/test-node.ts';

let world: ApiWorld;
let node: TestNode;
beforeAll(async () => {
  world = await createApiWorld();
  node = await startTestNode(world.database);
});
afterAll(async () => {
  await node.close();
  await world.close();
});

const newRoom = async () => (await world.call('post', '/v1/rooms')).body;
const remove = (id: string) => world.call('delete', `/v1/rooms/${id}`);

test('204 the room is gone, for reading and for tokens, and its webhook is written', async () => {
  const room = await newRoom();
  await world.call('post', `/v1/rooms/${room.id}/tokens`);
  await takeOutbox(world.database);
  const response = await remove(room.id);
  expect(response.status).toBe(204);
  expect(response.text).toBe('');
  const [message] = await takeOutbox(world.database);
  expect(message).toMatchObject({ type: 'room.deleted', roomId: room.id, seq: 2 });
  expect(restEventSchemas['room.deleted'].parse(message?.payload)).toEqual({ roomId: room.id });
  expect((await world.call('post', `/v1/rooms/${room.id}/tokens`)).status).toBe(404);
  expect((await world.call('get', '/v1/rooms')).body.data).toEqual([]);
});

test('204 the node that has the room ends its session', async () => {
  const room = await newRoom();
  await node.hold({ tenantId: world.ours.tenantId, roomId: room.id });
  expect((await remove(room.id)).status).toBe(204);
  const body = { tenantId: world.ours.tenantId, reason: 'room-deleted' };
  expect(node.asked.at(-1)).toEqual({ roomId: room.id, action: 'end', body });
});

test('204 a session that no node serves is ended in the records', async () => {
  const room = await newRoom();
  const { tenantId } = world.ours;
  const { sessionId } = await node.hold({ tenantId, roomId: room.id });
  await node.letGo({ tenantId, roomId: room.id });
  expect((await remove(room.id)).status).toBe(204);
  const session = await world.database
    .forTenant({ tenantId })
    .transaction((repos) => repos.sessions.findById(sessionId));
  expect(session).toMatchObject({ endReason: 'room-deleted' });
});

test('204 with the right If-Match, 412 with a stale one', async () => {
  const room = await newRoom();
  await world.call('patch', `/v1/rooms/${room.id}`).send({ name: 'changed' });
  const stale = await remove(room.id).set('if-match', '"1"');
  expect(stale.status).toBe(412);
  expect(stale.body.code).toBe('stale-version');
  expect((await remove(room.id).set('if-match', '"2"')).status).toBe(204);
});

test('404 a room that never was and one that is deleted already are alike', async () => {
  const room = await newRoom();
  await remove(room.id);
  const twice = await remove(room.id);
  const never = await remove(newId('room'));
  expect([twice.status, never.status]).toEqual([404, 404]);
  expect({ ...twice.body, requestId: '' }).toEqual({ ...never.body, requestId: '' });
});
