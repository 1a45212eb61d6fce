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

const turn = (how: 'admit' | 'deny', id: string) =>
  world.call('post', `/v1/rooms/${roomId}/lobby/${id}/${how}`);
const waits = (since = '2026-11-21T09:00:00.000Z') => {
  const one = { id: newId('participant'), name: 'Nikos', since };
  node.waiting.set(one.id, one);
  return one;
};

test('200 nobody waits at a room without a session, and 404 nobody can be let in', async () => {
  const { body } = await world.call('get', `/v1/rooms/${roomId}/lobby`);
  expect(body).toEqual({ data: [], nextCursor: null });
  expect((await turn('admit', newId('participant'))).status).toBe(404);
});

test('200 who waits is listed in the order they came, page by page', async () => {
  await node.hold({ tenantId: world.ours.tenantId, roomId });
  const later = waits('2026-11-21T10:00:00.000Z');
  const earlier = waits();
  const first = await world.call('get', `/v1/rooms/${roomId}/lobby?limit=1`);
  expect(first.body.data).toEqual([earlier]);
  const second = await world.call('get', `/v1/rooms/${roomId}/lobby?limit=1&cursor=${first.body.nextCursor}`);
  expect(second.body).toEqual({ data: [later], nextCursor: null });
});

test.each(['admit', 'deny'] as const)(
  '204 the node that has the room is asked to %s somebody',
  async (how) => {
    const { tenantId } = world.ours;
    const { id } = waits();
    expect((await turn(how, id)).status).toBe(204);
    expect(node.asked.at(-1)).toEqual({ roomId, action: how, body: { tenantId, participantId: id } });
    expect((await turn(how, id)).body.code).toBe('not-found');
  },
);

test('409 a full room lets nobody in', async () => {
  const { id } = waits();
  node.failNext('room-full');
  const response = await turn('admit', id);
  expect([response.status, response.body.code]).toEqual([409, 'room-full']);
});

test('204 what somebody shares is switched off, 400 never on, 404 of nobody', async () => {
  const { id } = participantWith();
  node.people.set(id, participantWith({ id }));
  const change = (to: string, body: object) =>
    world.call('patch', `/v1/rooms/${roomId}/participants/${to}`).send(body);
  expect((await change(id, { audio: false, screen: false })).status).toBe(204);
  expect(node.asked.at(-1)).toMatchObject({
    action: 'switchOff',
    body: { participantId: id, media: { audio: false, screen: false } },
  });
  expect((await change(id, { audio: true })).body.code).toBe('invalid-request');
  expect((await change(id, {})).body.code).toBe('invalid-request');
  expect((await change(id, { role: 'host' })).body.code).toBe('invalid-request');
  expect((await change(newId('participant'), { video: false })).status).toBe(404);
});
