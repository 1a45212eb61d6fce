import { defaultPolicies, newId } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';
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

const newRoom = async (body: object = {}) => (await world.call('post', '/v1/rooms').send(body)).body;
const change = (id: string, body: object, ifMatch?: string) => {
  const request = world.call('patch', `/v1/rooms/${id}`).send(body);
  return ifMatch === undefined ? request : request.set('if-match', ifMatch);
};

test('200 what is given changes, everything else stays, and the version grows', async () => {
  const room = await newRoom({ name: 'Before', lobby: true, externalId: 'x', metadata: { a: 1 } });
  const response = await change(room.id, { name: 'After', externalId: null, metadata: { b: 2 } });
  expect(response.status).toBe(200);
  expect(response.get('etag')).toBe('"2"');
  expect(response.body).toEqual({
    ...room,
    name: 'After',
    externalId: null,
    metadata: { b: 2 },
    updatedAt: response.body.updatedAt,
  });
});

test('200 policies are laid over the present ones', async () => {
  const room = await newRoom({ policies: { 'chat.send': 'off' } });
  const { body } = await change(room.id, { policies: { 'screen.share': 'on-request' } });
  expect(body.policies).toEqual({ ...defaultPolicies, 'chat.send': 'off', 'screen.share': 'on-request' });
});

test('200 two changes at once without a condition are both made', async () => {
  const room = await newRoom();
  const changes = ['chat.send', 'chat.direct', 'notes.edit', 'screen.share'];
  const answers = await Promise.all(changes.map((name) => change(room.id, { policies: { [name]: 'off' } })));
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
  const { body } = await world.call('get', `/v1/rooms/${room.id}`);
  expect(changes.map((name) => body.policies[name])).toEqual(['off', 'off', 'off', 'off']);
});

test('200 the node that has the room is told to read it again', async () => {
  const room = await newRoom();
  await node.hold({ tenantId: world.ours.tenantId, roomId: room.id });
  await change(room.id, { name: 'Live' });
  expect(node.asked.at(-1)).toEqual({
    roomId: room.id,
    action: 'refresh',
    body: { tenantId: world.ours.tenantId },
  });
  node.failNext('internal');
  expect((await change(room.id, { name: 'Still' })).status).toBe(200);
});

test.each(['"1"', '*', '"7", "1"', '"1" ,"2"'])('200 If-Match %s fits version 1', async (ifMatch) => {
  const room = await newRoom();
  expect((await change(room.id, { name: 'x' }, ifMatch)).status).toBe(200);
});

test.each(['"2"', 'W/"1"', '"01"', '""', '"7", W/"1"'])(
  '412 If-Match %s does not, and nothing changes',
  async (ifMatch) => {
    const room = await newRoom({ name: 'Kept' });
    const response = await change(room.id, { name: 'x' }, ifMatch);
    expect(response.status).toBe(412);
    expect(response.body.code).toBe('stale-version');
    expect((await world.call('get', `/v1/rooms/${room.id}`)).body.name).toBe('Kept');
  },
);

test('412 of twenty who change the same version exactly one wins', async () => {
  const room = await newRoom();
  const tries = Array.from({ length: 20 }, (_, n) => change(room.id, { name: `by ${String(n)}` }, '"1"'));
  const answers = await Promise.all(tries);
  const won = answers.filter((answer) => answer.status === 200);
  expect(won).toHaveLength(1);
  expect(answers.filter((answer) => answer.status === 412)).toHaveLength(19);
  expect((await world.call('get', `/v1/rooms/${room.id}`)).body.name).toBe(won[0]?.body.name);
});

test.each(['1', '"1', 'abc', '"1" "2"', ','])('400 %j is no list of entity tags', async (ifMatch) => {
  const room = await newRoom();
  expect((await change(room.id, { name: 'x' }, ifMatch)).status).toBe(400);
});

test('400 a change of nothing is refused', async () => {
  const room = await newRoom();
  const { status, body } = await change(room.id, {});
  expect(status).toBe(400);
  expect(body.errors[0].detail).toBe('name at least one field to change');
});

test.each(['id', 'locked', 'session', 'createdAt', 'url'])('400 %s cannot be set', async (field) => {
  const room = await newRoom();
  const { status, body } = await change(room.id, { [field]: room[field] });
  expect(status).toBe(400);
  expect(body.errors[0].pointer).toBe(`/${field}`);
});

test('404 there is no such room, whatever If-Match says', async () => {
  expect((await change(newId('room'), { name: 'x' })).status).toBe(404);
  expect((await change(newId('room'), { name: 'x' }, '*')).status).toBe(404);
});

test('422 a room becomes no room that is recorded by itself and never recorded', async () => {
  const room = await newRoom({ recording: { automatic: true } });
  const response = await change(room.id, { mode: 'p2p' });
  expect([response.status, response.body.code]).toEqual([422, 'unprocessable']);
  expect((await world.call('get', `/v1/rooms/${room.id}`)).body.mode).toBe('auto');
  expect((await change(room.id, { mode: 'p2p', recording: {} })).status).toBe(200);
});
