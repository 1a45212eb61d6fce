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

const list = (query = '') => world.call('get', `/v1/rooms/${roomId}/participants${query}`);

test('200 a room without a session is empty', async () => {
  expect((await list()).body).toEqual({ data: [], nextCursor: null });
});

test('200 the node that has the room says who is in it, page by page in the order they joined', async () => {
  const people = Array.from({ length: 5 }, (_, n) =>
    participantWith({ name: `P${String(n)}`, joinedAt: `2026-11-21T09:0${String(n % 3)}:00.000Z` }),
  );
  for (const one of people) node.people.set(one.id, one);
  await node.hold({ tenantId: world.ours.tenantId, roomId });
  const sorted = people.toSorted((a, b) =>
    a.joinedAt === b.joinedAt ? (a.id < b.id ? -1 : 1) : a.joinedAt < b.joinedAt ? -1 : 1,
  );
  const first = await list('?limit=2');
  expect(first.status).toBe(200);
  expect(first.body.data).toEqual(sorted.slice(0, 2));
  node.people.delete(sorted[1]?.id ?? '');
  const second = await list(`?limit=10&cursor=${first.body.nextCursor}`);
  expect(second.body).toEqual({ data: sorted.slice(2), nextCursor: null });
});

test('200 where no node serves the room the records say who was in it', async () => {
  const { tenantId } = world.ours;
  await node.letGo({ tenantId, roomId });
  const id = newId('participant');
  await world.database.forTenant({ tenantId }).transaction(async (repos) => {
    const session = await repos.sessions.findLive(roomId);
    const who = { id, sessionId: session?.id ?? '', sub: 'u', jti: 'j', name: 'Left over' };
    await repos.participants.join({ ...who, role: 'host', resumeHash: 'x' }, 10);
  });
  const { body } = await list();
  expect(body.data).toMatchObject([{ id, userId: 'u', name: 'Left over', role: 'host', audio: false }]);
});

test('400 a forged cursor is refused', async () => {
  const { status, body } = await list('?cursor=bm9uc2Vuc2U');
  expect([status, body.code]).toEqual([400, 'invalid-request']);
});

test('404 there is no such room', async () => {
  const { status, body } = await world.call('get', `/v1/rooms/${newId('room')}/participants`);
  expect([status, body.code]).toEqual([404, 'not-found']);
});

test('503 a node that does not answer is named, with a time to try again', async () => {
  const { body: room } = await world.call('post', '/v1/rooms');
  const gone = await startTestNode(world.database);
  await gone.hold({ tenantId: world.ours.tenantId, roomId: room.id });
  await gone.close();
  const response = await world.call('get', `/v1/rooms/${room.id}/participants`);
  expect([response.status, response.body.code]).toEqual([503, 'unavailable']);
  expect(Number(response.get('retry-after'))).toBeGreaterThan(0);
});
