import { newId } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';
import { participantWith, startTestNode } from '../../../tests/test-node.ts';
import type { TestNode } from '../../../tests/test-node.ts';

let world: ApiWorld;
let node: TestNode;
let roomId: string;
beforeAll(async () => {
  world = await createApiWorld();
  node = await startTestNode(world.database);
  roomId = (await world.call('post', '/v1/rooms')).body.id;
});
afterAll(async () => {
  await node.close();
  await world.close();
});

const eject = (room: string, id: string) => world.call('delete', `/v1/rooms/${room}/participants/${id}`);

test('404 nobody is in a room without a session', async () => {
  expect((await eject(roomId, newId('participant'))).body.code).toBe('not-found');
});

test('204 the node that has the room ejects, and is asked for the tenant of the key', async () => {
  const { tenantId } = world.ours;
  const one = participantWith();
  node.people.set(one.id, one);
  await node.hold({ tenantId, roomId });
  expect((await eject(roomId, one.id)).status).toBe(204);
  expect(node.asked.at(-1)).toEqual({ roomId, action: 'eject', body: { tenantId, participantId: one.id } });
});

test('204 a node that has just lost the room is asked no more: the lease is read again', async () => {
  const one = participantWith();
  node.people.set(one.id, one);
  node.failNext('room-elsewhere');
  expect((await eject(roomId, one.id)).status).toBe(204);
});

test('404 somebody who is not in the room', async () => {
  const response = await eject(roomId, newId('participant'));
  expect([response.status, response.body.code]).toEqual([404, 'not-found']);
});

test.each(['par_1', newId('room'), '%00'])('404 an id of a wrong form: %s', async (id) => {
  expect((await eject(roomId, id)).status).toBe(404);
});

test('404 there is no such room, and no node is asked', async () => {
  const before = node.asked.length;
  expect((await eject(newId('room'), newId('participant'))).status).toBe(404);
  expect(node.asked).toHaveLength(before);
});

test('503 a room that keeps changing hands', async () => {
  for (let hands = 0; hands < 3; hands += 1) node.failNext('room-elsewhere');
  const response = await eject(roomId, newId('participant'));
  expect([response.status, response.body.code]).toEqual([503, 'unavailable']);
  expect(response.get('retry-after')).toBe('1');
});

test('503 somebody is in a room that no node serves at this moment', async () => {
  const { tenantId } = world.ours;
  await node.letGo({ tenantId, roomId });
  const id = newId('participant');
  await world.database.forTenant({ tenantId }).transaction(async (repos) => {
    const session = await repos.sessions.findLive(roomId);
    const who = { id, sessionId: session?.id ?? '', sub: 'u', jti: 'j', name: 'Left over' };
    await repos.participants.join({ ...who, role: 'host', resumeHash: 'x' }, 10);
  });
  expect((await eject(roomId, id)).status).toBe(503);
  expect((await eject(roomId, newId('participant'))).status).toBe(404);
});
