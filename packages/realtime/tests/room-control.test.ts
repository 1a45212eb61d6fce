import { defaultPolicies, newId, problemSchema, roomControlReplySchemas } from '@cloudmeet/contracts';
import { expect, test } from 'vitest';
import { codeOf, worldOfFile } from './world-of-file.ts';

const use = worldOfFile();

async function meeting() {
  const roomId = await use.world.tenant.createRoom({ name: 'Before' });
  const host = await use.world.person(use.node, roomId, { role: 'host', name: 'Hera' });
  const guest = await use.world.person(use.node, roomId, { name: 'Gus' }, { video: true });
  const body = { tenantId: use.world.tenant.tenantId };
  return { roomId, host, guest, body };
}

async function problemOf(answer: Response) {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const { code, status } = problemSchema.parse(await answer.json());
  expect(status).toBe(answer.status);
  return code;
}

test('RL-43 it says who is in the room, in the order they joined', async () => {
  const { roomId, host, guest, body } = await meeting();
  const answer = await use.node.control(roomId, 'participants', body);
  const { participants } = roomControlReplySchemas.participants.parse(await answer.json());
  expect(participants.map(({ id }) => id)).toEqual([host.participantId, guest.participantId]);
  expect(participants[1]).toMatchObject({ name: 'Gus', video: true });
});

test('RL-43 it says how connections are and who is at the door, lets them in and sends them away', async () => {
  const roomId = await use.world.tenant.createRoom({ lobby: true });
  const host = await use.world.person(use.node, roomId, { role: 'host' });
  const [first, second] = [
    await use.world.person(use.node, roomId, { name: 'First' }),
    await use.world.person(use.node, roomId, { name: 'Second' }),
  ];
  const ids = [(await first.next('waiting')).participantId, (await second.next('waiting')).participantId];
  await host.cmd('presence.set', { quality: 'poor' });
  const { tenantId } = use.world.tenant;
  const answer = await use.node.control(roomId, 'participants', { tenantId });
  const people = roomControlReplySchemas.participants.parse(await answer.json());
  expect(people.participants).toMatchObject([{ connected: true, quality: 'poor' }]);
  expect(people.waiting.map(({ name }) => name)).toEqual(['First', 'Second']);
  const act = (action: string, participantId: string | undefined) =>
    use.node.control(roomId, action, { tenantId, participantId });
  expect((await act('admit', ids[0])).status).toBe(204);
  expect((await first.next('welcome')).participantId).toBe(ids[0]);
  expect((await act('deny', ids[1])).status).toBe(204);
  expect((await second.untilClosed())?.code).toBe('lobby-denied');
  expect(await problemOf(await act('admit', ids[1]))).toBe('participant-not-found');
});

test('RL-43 what somebody shares is switched off, and never on', async () => {
  const { roomId, guest, body } = await meeting();
  const switchOff = (media: object) =>
    use.node.control(roomId, 'switchOff', { ...body, participantId: guest.participantId, media });
  expect((await switchOff({ video: false })).status).toBe(204);
  await guest.until('no video', (state) => state.participants[guest.participantId]?.video === false);
  expect(await problemOf(await switchOff({ video: true }))).toBe('invalid-request');
  expect(await problemOf(await switchOff({}))).toBe('invalid-request');
});

test('RL-7, RL-70 the log keeps what failed somebody, and nobody in the room sees it', async () => {
  const { roomId, host, guest } = await meeting();
  await guest.cmd('device.report', { device: 'microphone', code: 'permission-denied' });
  await host.until('an entry more', (state) => state.seq > 3);
  expect(host.view.entries.at(-1)).toMatchObject({ type: 'hidden', data: {} });
  const sessionId = host.state.sessionId ?? '';
  const { data } = await use.world.database
    .forTenant(use.world.tenant)
    .transaction((repos) => repos.history.timeline(sessionId, {}));
  expect(data.at(-1)).toMatchObject({
    type: 'device.failed',
    data: { participantId: guest.participantId, device: 'microphone', code: 'permission-denied' },
  });
  expect(roomId).not.toBe('');
});

test('RL-43 it ends the session for everybody', async () => {
  const { roomId, host, guest, body } = await meeting();
  const answer = await use.node.control(roomId, 'end', { ...body, reason: 'ended-by-api' });
  expect(answer.status).toBe(204);
  for (const client of [host, guest]) expect((await client.untilClosed())?.code).toBe('room-ended');
});

test('RL-28, RL-43 nobody comes into a room that was deleted, not even who looked at it before', async () => {
  const { roomId, host, body } = await meeting();
  const looking = use.world.client(use.node, roomId);
  await looking.hello(use.world.tenant.token(roomId));
  await use.world.database.forTenant(use.world.tenant).transaction((repos) => repos.rooms.softDelete(roomId));
  await use.node.control(roomId, 'end', { ...body, reason: 'room-deleted' });
  expect((await host.untilClosed())?.code).toBe('room-ended');
  expect(await codeOf(looking.join())).toBe('room-ended');
  expect(await codeOf(use.world.person(use.node, roomId))).toBe('token-room-mismatch');
});

test('RL-43, RL-22 a change by the tenant is taken over at once', async () => {
  const { roomId, guest, body } = await meeting();
  const policies = {
    ...defaultPolicies,
    'media.publish': 'off',
    'screen.share': 'off',
    'chat.send': 'allowed',
    'chat.direct': 'allowed',
    'notes.edit': 'allowed',
  } as const;
  await use.world.database
    .forTenant(use.world.tenant)
    .transaction((repos) => repos.rooms.update(roomId, { policies, maxParticipants: 2, name: 'After' }));
  expect((await use.node.control(roomId, 'refresh', body)).status).toBe(204);
  await guest.until('no video', (state) => state.participants[guest.participantId]?.video === false);
  expect(guest.state.policies).toEqual(policies);
  const newcomer = use.world.client(use.node, roomId);
  const preview = await newcomer.hello(use.world.tenant.token(roomId));
  expect(preview.room.name).toBe('After');
  expect(await codeOf(newcomer.join())).toBe('room-full');
});

test('RL-43 a change of the name alone leaves what a host decided', async () => {
  const { roomId, host, guest, body } = await meeting();
  await host.cmd('room.updatePolicy', { policies: { 'chat.send': 'off' } });
  await use.world.database
    .forTenant(use.world.tenant)
    .transaction((repos) => repos.rooms.update(roomId, { name: 'After' }));
  await use.node.control(roomId, 'refresh', body);
  expect(await codeOf(guest.cmd('chat.send', { text: 'hi' }))).toBe('not-permitted');
});

test('RL-43 who is not there cannot be ejected', async () => {
  const { roomId, body } = await meeting();
  const answer = await use.node.control(roomId, 'eject', { ...body, participantId: newId('participant') });
  expect(await problemOf(answer)).toBe('not-found');
});

test('RL-43 another tenant’s room looks like one that does not exist', async () => {
  const { roomId, host } = await meeting();
  const body = { tenantId: newId('tenant'), reason: 'ended-by-api' };
  expect(await problemOf(await use.node.control(roomId, 'end', body))).toBe('not-found');
  expect(host.isOpen).toBe(true);
});

test('RL-39, RL-43 a room that is not here is elsewhere', async () => {
  const { roomId, body } = await meeting();
  const other = await use.world.startNode();
  expect(await problemOf(await other.control(roomId, 'participants', body))).toBe('room-elsewhere');
  const unknown = await use.node.control(newId('room'), 'participants', body);
  expect(await problemOf(unknown)).toBe('room-elsewhere');
});

test.each([
  ['no secret', {}, 'unauthenticated'],
  ['a wrong secret', { authorization: 'Bearer wrong' }, 'invalid-credential'],
  [
    'the secret without Bearer',
    { authorization: 'internal-secret-of-tests-0123456789' },
    'invalid-credential',
  ],
  ['an API key', { authorization: 'Bearer cm_test_1234' }, 'invalid-credential'],
])('RL-43 %s opens nothing', async (_what, headers, code) => {
  const { roomId, host, body } = await meeting();
  const answer = await fetch(`${use.node.internalUrl}/internal/rooms/${roomId}/end`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ ...body, reason: 'ended-by-api' }),
  });
  expect(await problemOf(answer)).toBe(code);
  expect(host.isOpen).toBe(true);
});

test.each([
  ['an unknown action', 'explode', {}, 'not-found'],
  ['a missing field', 'eject', {}, 'invalid-request'],
  ['an unknown field', 'participants', { more: true }, 'invalid-request'],
  ['an unknown reason', 'end', { reason: 'because' }, 'invalid-request'],
])('RL-43 %s is refused by its code', async (_what, action, more, code) => {
  const { roomId, body } = await meeting();
  expect(await problemOf(await use.node.control(roomId, action, { ...body, ...more }))).toBe(code);
});
