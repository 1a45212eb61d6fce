import { limits, newId, socketProtocolVersion } from '@cloudmeet/contracts';
import { testRoomOrigin } from '@cloudmeet/testing/rooms';
import { expect, test } from 'vitest';
import { codeOf, worldOfFile } from './world-of-file.ts';

const use = worldOfFile();

test('RL-9 a message before hello ends the connection', async () => {
  const client = use.world.client(use.node, await use.world.tenant.createRoom());
  await client.open();
  client.send({ t: 'cmd', id: 'one', name: 'room.end', args: {} });
  expect((await client.untilClosed())?.code).toBe('message-invalid');
});

test('RL-9 another version is told so', async () => {
  const roomId = await use.world.tenant.createRoom();
  const client = use.world.client(use.node, roomId);
  await client.open();
  client.send({ t: 'hello', v: socketProtocolVersion + 1, roomId, token: use.world.tenant.token(roomId) });
  expect(await client.untilClosed()).toMatchObject({ code: 'protocol-mismatch', fatal: true });
});

test('RL-9 hello is said once', async () => {
  const roomId = await use.world.tenant.createRoom();
  const client = await use.world.person(use.node, roomId);
  client.send({
    t: 'hello',
    v: socketProtocolVersion,
    roomId,
    token: use.world.tenant.token(roomId, { role: 'host' }),
  });
  const answer = await client.next('err');
  expect(answer.error.code).toBe('message-invalid');
  expect(client.state.participants[client.participantId]?.role).toBe('attendee');
});

test.each([
  'https://room.example.com',
  'http://127.0.0.1:4401.evil.example',
  'http://localhost:4401',
  'null',
  'http://127.0.0.1:44010',
])('RL-10 a page of the origin %s is refused', async (origin) => {
  const roomId = await use.world.tenant.createRoom();
  const client = use.world.client(use.node, roomId, { origin });
  expect(await codeOf(client.hello(use.world.tenant.token(roomId)))).toBe('origin-not-allowed');
});

test('RL-10 the room page and clients that are no browsers are welcome', async () => {
  const roomId = await use.world.tenant.createRoom();
  for (const options of [{ origin: testRoomOrigin }, {}]) {
    const client = use.world.client(use.node, roomId, options);
    expect(await codeOf(client.hello(use.world.tenant.token(roomId)))).toBe('nothing');
  }
});

test('RL-11 the preview says what the room is, who is in it and what the token allows', async () => {
  const roomId = await use.world.tenant.createRoom({ name: 'Standup', policies: { 'chat.direct': 'off' } });
  await use.world.person(use.node, roomId, { role: 'host', name: 'Hera' });
  const client = use.world.client(use.node, roomId);
  const preview = await client.hello(use.world.tenant.token(roomId, { name: 'Gus' }));
  expect(preview).toMatchObject({
    room: { id: roomId, name: 'Standup', lobby: false, locked: false, topology: 'p2p', test: true },
    tenant: { name: 'Acme' },
    self: { name: 'Gus', role: 'attendee' },
    people: [{ name: 'Hera' }],
    participantCount: 1,
  });
  expect(preview.self.allows).toContain('chat.send');
  expect(preview.self.allows).not.toContain('chat.direct');
  expect(preview.self.allows).not.toContain('room.end');
});

test('RL-11 who must knock is told how many are inside, not who', async () => {
  const roomId = await use.world.tenant.createRoom({ lobby: true });
  await use.world.person(use.node, roomId, { role: 'host', name: 'Hera' });
  const client = use.world.client(use.node, roomId);
  expect(await client.hello(use.world.tenant.token(roomId))).toMatchObject({
    people: [],
    participantCount: 1,
  });
});

test('RL-11 a bad token is refused with its own code, and so is a good one for another room', async () => {
  const roomId = await use.world.tenant.createRoom();
  const other = await use.world.tenant.createRoom();
  const { tenant } = use.world;
  const hello = (token: string) => codeOf(use.world.client(use.node, roomId).hello(token));
  expect(await hello('not a token')).toBe('token-malformed');
  expect(await hello(tenant.token(roomId, { exp: 1_700_000_000, iat: 1_699_999_000 }))).toBe('token-expired');
  expect(await hello(tenant.token(other))).toBe('token-room-mismatch');
  expect(await hello(tenant.token(newId('room')))).toBe('token-room-mismatch');
});

test('RL-12 a token that expires while one looks at the room does not let in', async () => {
  const roomId = await use.world.tenant.createRoom();
  const client = use.world.client(use.node, roomId);
  const exp = Math.floor(Date.now() / 1000) + 2;
  await client.hello(use.world.tenant.token(roomId, { exp }));
  await expect.poll(() => Date.now() >= exp * 1000, { timeout: 5000 }).toBe(true);
  expect(await codeOf(client.join())).toBe('token-expired');
});

test('RL-17 the name of the token counts, then one’s own, then Guest', async () => {
  const roomId = await use.world.tenant.createRoom();
  const join = async (name: string | undefined, wish: { name?: string }) => {
    const client = await use.world.person(use.node, roomId, { name }, wish);
    return client.state.participants[client.participantId]?.name;
  };
  expect(await join('Token', { name: 'Own' })).toBe('Token');
  expect(await join(undefined, { name: ' Own ' })).toBe('Own');
  expect(await join(undefined, {})).toBe('Guest');
});

test('RL-17 wished media is on from the start where the policy allows it', async () => {
  const roomId = await use.world.tenant.createRoom({
    policies: { 'media.publish': { audio: 'off', video: 'allowed' } },
  });
  const client = await use.world.person(use.node, roomId, {}, { audio: true, video: true });
  expect(client.state.participants[client.participantId]).toMatchObject({ audio: false, video: true });
  const host = await use.world.person(use.node, roomId, { role: 'host' }, { audio: true, video: true });
  expect(host.state.participants[host.participantId]).toMatchObject({ audio: true, video: true });
});

test('RL-17 whoever comes as the seventh with a camera joins and receives', async () => {
  const roomId = await use.world.tenant.createRoom();
  const clients = [];
  for (let count = 0; count < limits.p2pPublishersMax + 1; count += 1)
    clients.push(await use.world.person(use.node, roomId, {}, { audio: true, video: true }));
  const publishing = clients.map((one) => one.state.participants[one.participantId]?.video);
  expect(publishing).toEqual([true, true, true, true, true, true, false]);
  expect(await codeOf(clients.at(-1)?.cmd('media.publish', { kinds: ['audio'] }) ?? Promise.resolve())).toBe(
    'publish-limit',
  );
});

test('RL-12 a name that cannot be shown is refused, and another one may be said', async () => {
  const roomId = await use.world.tenant.createRoom();
  const client = use.world.client(use.node, roomId);
  await client.hello(use.world.tenant.token(roomId));
  client.send({ t: 'join', name: '\ud800', audio: false, video: false });
  expect((await client.next('err')).error).toMatchObject({ code: 'message-invalid' });
  expect(await client.join({ name: '<b>Bob</b>' })).toBe('joined');
  expect(client.state.participants[client.participantId]?.name).toBe('<b>Bob</b>');
});

test('RL-12 metadata and avatar of the token come along', async () => {
  const roomId = await use.world.tenant.createRoom();
  const client = await use.world.person(use.node, roomId, {
    metadata: { team: 'Ops', __proto__: { polluted: true } },
    avatar: 'https://example.com/a.png',
  });
  expect(client.state.participants[client.participantId]).toMatchObject({
    avatarUrl: 'https://example.com/a.png',
    metadata: { team: 'Ops' },
  });
});
