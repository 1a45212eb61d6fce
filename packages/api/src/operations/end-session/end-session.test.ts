import { newId } from '@cloudmeet/contracts';
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

const newRoom = async (): Promise<string> => (await world.call('post', '/v1/rooms')).body.id;
const end = (id: string) => world.call('post', `/v1/rooms/${id}/end`);

test('204 the node that has the room ends its session', async () => {
  const roomId = await newRoom();
  const { tenantId } = world.ours;
  await node.hold({ tenantId, roomId });
  expect((await end(roomId)).status).toBe(204);
  expect(node.asked.at(-1)).toEqual({ roomId, action: 'end', body: { tenantId, reason: 'ended-by-api' } });
});

test('204 a session that no node serves is ended in the records, and customers are told', async () => {
  const roomId = await newRoom();
  const { tenantId } = world.ours;
  const { sessionId } = await node.hold({ tenantId, roomId });
  await node.letGo({ tenantId, roomId });
  await world.database.forTenant({ tenantId }).transaction((repos) =>
    repos.participants.join(
      {
        id: newId('participant'),
        sessionId,
        sub: 'u',
        jti: 'j',
        name: 'Anna',
        role: 'host',
        resumeHash: 'x',
      },
      10,
    ),
  );
  const recordingId = newId('recording');
  await world.database.forTenant({ tenantId }).transaction((repos) =>
    repos.captures.create({
      ...{ id: recordingId, kind: 'recording', roomId, sessionId, audioOnly: false, hls: false, targets: [] },
      ...{ targetsSealed: null, startedBy: { kind: 'api', id: null, name: null }, createdAt: new Date() },
    }),
  );
  await takeOutbox(world.database);
  expect((await end(roomId)).status).toBe(204);
  const told = await takeOutbox(world.database);
  expect(told.map((message) => message.type)).toEqual(['participant.left', 'session.ended']);
  expect((await world.call('get', `/v1/rooms/${roomId}`)).body.session).toBeNull();
  const log = await world.database
    .forTenant({ tenantId })
    .transaction((repos) => repos.entries.readFrom(sessionId, 0, 100));
  expect(log.at(-1)).toMatchObject({ type: 'session.ended', data: { reason: 'ended-by-api' } });
  const recording = await world.database
    .forTenant({ tenantId })
    .transaction((repos) => repos.captures.findById(recordingId));
  expect(recording).toMatchObject({ step: 'stop', stopReason: 'session-ended' });
});

test('204 a room without a session is in that state already', async () => {
  expect((await end(await newRoom())).status).toBe(204);
});

test('204 an empty object is as good as no body, 400 anything in it is not', async () => {
  const roomId = await newRoom();
  expect((await end(roomId).send({})).status).toBe(204);
  const response = await end(roomId).send({ reason: 'late' });
  expect([response.status, response.body.errors[0].pointer]).toEqual([400, '/reason']);
});

test('404 there is no such room', async () => {
  const response = await end(newId('room'));
  expect([response.status, response.body.code]).toEqual([404, 'not-found']);
});

test('503 a node that fails is named, and the request can be sent again with its Idempotency-Key', async () => {
  const roomId = await newRoom();
  await node.hold({ tenantId: world.ours.tenantId, roomId });
  node.failNext('unavailable');
  const once = () => end(roomId).set('idempotency-key', 'end-it');
  expect((await once()).status).toBe(503);
  expect((await once()).status).toBe(204);
  const replayed = await once();
  expect([replayed.status, replayed.get('idempotency-replayed')]).toEqual([204, 'true']);
});
