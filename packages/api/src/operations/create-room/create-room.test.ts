import { defaultPolicies, limits, restEventSchemas, roomSchema } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';
import { createTenant } from '../../../tests/create-tenant.ts';
import { takeOutbox } from '../../../tests/outbox-of.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const create = (body: object) => world.call('post', '/v1/rooms').send(body);

test('201 a room about which nothing is said has every default and an address', async () => {
  const response = await world.call('post', '/v1/rooms');
  expect(response.status).toBe(201);
  const room = roomSchema.strict().parse(response.body);
  expect(room).toMatchObject({
    name: 'Room',
    mode: 'auto',
    maxParticipants: limits.roomParticipantsMax,
    lobby: false,
    locked: false,
    policies: defaultPolicies,
    recording: {},
    externalId: null,
    metadata: {},
    test: true,
    session: null,
    url: `http://127.0.0.1:4401/r/${room.id}`,
  });
  expect(response.get('etag')).toBe('"1"');
});

test('201 everything that is said is kept as it was said', async () => {
  const body = {
    name: '  <b>Ελληνικά</b> & “quotes” 🦊 ',
    mode: 'mixed',
    maxParticipants: 3,
    lobby: true,
    policies: { 'media.publish': { audio: 'allowed', video: 'on-request' }, 'chat.direct': 'off' },
    recording: { automatic: true, requireConsent: true },
    externalId: 'customer-1',
    metadata: { plan: 'team', nested: { a: [1, 'x', null, true] } },
  };
  const { body: room } = await create(body);
  expect(room).toMatchObject({
    ...body,
    name: body.name.trim(),
    policies: { ...defaultPolicies, ...body.policies },
  });
  const again = await world.call('get', `/v1/rooms/${room.id}`);
  expect(again.body).toEqual(room);
});

test('201 a room made with a live key is no test room', async () => {
  const live = await createTenant(world, 'Live', 'live');
  const response = await world.call('post', '/v1/rooms', `Bearer ${live.apiKey}`);
  expect(response.body.test).toBe(false);
});

test('201 the webhook is written with the room, in one transaction', async () => {
  await takeOutbox(world.database);
  const { body: room } = await create({ name: 'announced' });
  const [message, ...more] = await takeOutbox(world.database);
  expect(more).toEqual([]);
  expect(message).toMatchObject({
    type: 'room.created',
    roomId: room.id,
    seq: 1,
    tenantId: world.ours.tenantId,
  });
  expect(restEventSchemas['room.created'].parse(message?.payload).room).toEqual(room);
});

test.each([
  ['an empty name', { name: '   ' }, '/name'],
  ['a name that is too long', { name: 'x'.repeat(limits.roomNameLength + 1) }, '/name'],
  ['a lone surrogate', { name: 'a\ud800' }, '/name'],
  ['too many people', { maxParticipants: limits.roomParticipantsMax + 1 }, '/maxParticipants'],
  ['nobody', { maxParticipants: 0 }, '/maxParticipants'],
  ['an unknown mode', { mode: 'jitsi' }, '/mode'],
  ['a policy of no value', { policies: { 'chat.send': 'maybe' } }, '/policies/chat.send'],
  ['an unknown policy', { policies: { 'room.end': 'allowed' } }, '/policies/room.end'],
  ['an unknown field', { nmae: 'typo' }, '/nmae'],
  ['metadata that is too large', { metadata: { text: 'x'.repeat(5000) } }, '/metadata'],
  ['metadata that is no object', { metadata: [1] }, '/metadata'],
])('400 %s is named and nothing is made', async (_name, body, pointer) => {
  await takeOutbox(world.database);
  const response = await create(body);
  expect(response.status).toBe(400);
  expect(response.body).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
  expect(await takeOutbox(world.database)).toEqual([]);
});

test('422 a room that is never recorded cannot be recorded by itself', async () => {
  const response = await create({ mode: 'p2p', recording: { automatic: true } });
  expect([response.status, response.body.code]).toEqual([422, 'unprocessable']);
  expect((await create({ mode: 'p2p', recording: { requireConsent: true } })).status).toBe(201);
});
