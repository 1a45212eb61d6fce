import { newId, problemSchema, roomControlReplySchemas } from '@cloudmeet/contracts';
import { createStreamTargetBox } from '@cloudmeet/service-kit';
import { testSecret } from '@cloudmeet/testing/rooms';
import { expect, test } from 'vitest';
import { codeOf, worldOfFile } from './world-of-file.ts';

const use = worldOfFile();
const by = { kind: 'api', id: 'key_1', name: 'Server' } as const;

async function meeting(wish: Parameters<typeof use.world.tenant.createRoom>[0] = {}) {
  const roomId = await use.world.tenant.createRoom(wish);
  const host = await use.world.person(use.node, roomId, { role: 'host', name: 'Hera' }, { consent: true });
  const { tenantId } = use.world.tenant;
  const captures = () =>
    use.world.database
      .forTenant({ tenantId })
      .transaction((repos) => repos.captures.listOfSession(host.state.sessionId ?? ''));
  const control = (action: string, body: object, node = use.node) =>
    node.control(roomId, action, { tenantId, ...body });
  return { roomId, host, captures, control };
}

async function answered(answer: Response): Promise<string> {
  if (answer.ok) return 'nothing';
  return problemSchema.parse(await answer.json()).code;
}

test('RL-57 a recording is in the records with its first job when it is acknowledged', async () => {
  const { host, captures, roomId } = await meeting();
  await host.cmd('recording.start', { audioOnly: true, audioCodec: 'opus' });
  const { recording, sessionId } = host.state;
  expect(await captures()).toMatchObject([
    {
      ...{
        id: recording?.recordingId,
        kind: 'recording',
        roomId,
        sessionId,
        status: 'queued',
        step: 'start',
      },
      ...{ audioOnly: true, audioCodec: 'opus' },
      ...{ startedBy: { kind: 'participant', id: host.participantId, name: 'Hera' } },
    },
  ]);
  expect((await captures())[0]?.dueAt).not.toBeNull();
  expect(await codeOf(host.cmd('recording.start', {}))).toBe('already-recording');
  expect(await captures()).toHaveLength(1);
});

test('RL-59 stopping is a job of the same capture, whoever asks and however often', async () => {
  const { host, captures, control } = await meeting();
  expect(await codeOf(host.cmd('recording.stop', {}))).toBe('not-recording');
  await host.cmd('recording.start', {});
  await host.cmd('recording.stop', {});
  const [stopped] = await captures();
  expect(stopped).toMatchObject({ step: 'stop', stopReason: 'requested' });
  await host.cmd('recording.stop', {});
  const stop = { captureId: stopped?.id, reason: 'other' };
  expect(await answered(await control('stopCapture', stop))).toBe('nothing');
  expect(await captures()).toEqual([stopped]);
});

test('RL-59 the end of the session stops what is made of it', async () => {
  const { host, captures } = await meeting();
  await host.cmd('recording.start', {});
  await host.cmd('stream.start', {});
  await host.cmd('room.end', {});
  expect(await captures()).toMatchObject([
    { step: 'stop', stopReason: 'session-ended' },
    { step: 'stop', stopReason: 'session-ended' },
  ]);
});

test('RL-60 keys of a stream are in no log and no row in clear, and open with the secret of the deployment', async () => {
  const { host, captures } = await meeting();
  const url = 'rtmp://127.0.0.1:1935/live/very-secret-key';
  await host.cmd('stream.start', { rtmpUrls: [url], hls: true });
  const [row] = await captures();
  const shown = { id: 't1', host: '127.0.0.1:1935', status: 'waiting', detail: null };
  expect(row).toMatchObject({ kind: 'stream', hls: true, targets: [shown] });
  expect(JSON.stringify([row, host.view.entries, host.frames])).not.toMatch(/very-secret-key|\/live/);
  const box = createStreamTargetBox(testSecret);
  expect(box.open(row?.targetsSealed ?? '')).toEqual([{ id: 't1', url }]);
});

test('RL-43, RL-57 the API begins, tells of and stops what it named itself', async () => {
  const { host, captures, control } = await meeting();
  const id = newId('recording');
  const begin = () => control('startCapture', { capture: { kind: 'recording', id }, by });
  for (const _ of [1, 2]) {
    const { sessionId } = roomControlReplySchemas.startCapture.parse(await (await begin()).json());
    expect(sessionId).toBe(host.state.sessionId);
  }
  expect(await captures()).toMatchObject([{ id, startedBy: by }]);
  await control('captureChanged', { captureId: id, change: { status: 'started' } });
  await host.until('the recording', ({ recording }) => recording?.status === 'recording');
  expect(host.state.recording).toMatchObject({ recordingId: id, by: null });
  const other = { kind: 'recording', id: newId('recording') };
  expect(await answered(await control('startCapture', { capture: other, by }))).toBe('already-recording');
  expect(await answered(await control('stopCapture', { captureId: other.id, reason: 'x' }))).toBe(
    'not-recording',
  );
  await control('captureChanged', { captureId: id, change: { status: 'stopped', reason: 'requested' } });
  await host.until('its end', ({ recording }) => recording === null);
  expect(await (await control('mix', {})).json()).toBeNull();
});

test('RL-43 a job that names another tenant does nothing to the room', async () => {
  const { captures, control } = await meeting();
  const tenantId = newId('tenant');
  const capture = { kind: 'recording', id: newId('recording') };
  expect(await answered(await control('startCapture', { tenantId, capture, by }))).toBe('not-found');
  expect(await answered(await control('mix', { tenantId }))).toBe('not-found');
  expect(await captures()).toEqual([]);
});

/** The node that has the room now: whichever was first to take it. */
async function holderOf(roomId: string, nodes: readonly (typeof use.node)[]) {
  const lease = await use.world.database.system.findLease(roomId);
  return nodes.find(({ internalUrl }) => internalUrl === lease?.internalUrl);
}

test('RL-40, RL-57 a recording goes on when its writer is gone right after it was asked for', async () => {
  const { host, roomId, captures, control } = await meeting();
  const heir = await use.world.startNode();
  await host.cmd('recording.start', {});
  const [row] = await captures();
  const before = await use.world.database.system.findLease(roomId);
  await use.world.database
    .forTenant(use.world.tenant)
    .transaction((repos) => repos.leases.release(roomId, before?.nodeId ?? '', before?.epoch ?? 0));
  await codeOf(use.world.person(heir, roomId, { role: 'host' }));
  const next = await holderOf(roomId, [heir, use.node]);
  if (!next) throw new Error('Nobody has taken the room.');
  const late = await use.world.person(next, roomId, { role: 'host' });
  expect(late.state.recording).toMatchObject({ recordingId: row?.id, status: 'starting' });
  const change = { captureId: row?.id, change: { status: 'started' } };
  expect(await answered(await control('captureChanged', change, next))).toBe('nothing');
  await late.until('the recording', ({ recording }) => recording?.status === 'recording');
  expect(await codeOf(late.cmd('recording.start', {}))).toBe('already-recording');
  expect((await use.world.database.system.findLease(roomId))?.epoch).toBeGreaterThan(before?.epoch ?? 0);
  expect(await captures()).toHaveLength(1);
});

test('RL-61, RL-62 a room that is recorded by itself says so before, and lets in who agrees', async () => {
  const recording = { automatic: true, requireConsent: true };
  const { host, roomId, captures } = await meeting({ recording });
  await host.until('the recording', (state) => state.recording);
  expect(await captures()).toMatchObject([{ startedBy: { kind: 'automatic' } }]);
  const guest = use.world.client(use.node, roomId);
  const preview = await guest.hello(use.world.tenant.token(roomId));
  expect(preview.room).toMatchObject({ recording: true, requiresConsent: true });
  expect(await codeOf(guest.join())).toBe('consent-required');
  const agreed = await use.world.person(use.node, roomId, {}, { consent: true, audio: true });
  expect(agreed.state.participants[agreed.participantId]).toMatchObject({ consented: true, audio: true });
});

test('RL-62 who was let in from the door agrees inside, before anybody hears them', async () => {
  const { host, roomId } = await meeting({ lobby: true, recording: { requireConsent: true } });
  const guest = await use.world.person(use.node, roomId, {}, { audio: true });
  const { participantId } = await guest.next('waiting');
  await host.cmd('recording.start', {});
  await host.cmd('lobby.admit', { participantId });
  await guest.next('welcome');
  expect(guest.state.participants[participantId]?.audio).toBe(false);
  expect(await codeOf(guest.cmd('media.publish', { kinds: ['audio'] }))).toBe('consent-required');
  await guest.cmd('recording.consent', {});
  await guest.cmd('media.publish', { kinds: ['audio'] });
});

test('RL-63 before joining, a viewer is offered nothing to publish and anybody else is', async () => {
  const { roomId } = await meeting();
  const self = async (wish: { receive?: 'stream' }) =>
    (await use.world.client(use.node, roomId).hello(use.world.tenant.token(roomId, wish))).self;
  const { allows: viewer, watches } = await self({ receive: 'stream' });
  expect([watches, (await self({})).watches]).toEqual([true, undefined]);
  expect(viewer).toContain('hand.raise');
  for (const permission of ['media.publish', 'screen.share'] as const) {
    expect(viewer).not.toContain(permission);
    expect((await self({})).allows).toContain(permission);
  }
});

test('RL-63 a viewer who was invited and comes anew is still told that there is the stream to watch', async () => {
  const { host, roomId } = await meeting();
  const token = use.world.tenant.token(roomId, { sub: 'vera', receive: 'stream' });
  const viewer = use.world.client(use.node, roomId);
  await viewer.hello(token);
  await viewer.join();
  const permissions = ['media.publish' as const];
  await host.cmd('hand.invite', { participantId: viewer.participantId, permissions });
  const { self } = await use.world.client(use.node, roomId).hello(token);
  expect(self.watches).toBe(true);
  expect(self.allows).toContain('media.publish');
});

test('RL-63 a token that says so makes a viewer of the stream, and an invitation a participant', async () => {
  const { host, roomId } = await meeting();
  const viewer = await use.world.person(use.node, roomId, { receive: 'stream' }, { audio: true });
  const me = () => viewer.state.participants[viewer.participantId];
  expect(me()).toMatchObject({ receive: 'stream', audio: false });
  expect(await codeOf(viewer.cmd('media.publish', { kinds: ['audio'] }))).toBe('not-permitted');
  const invited = { participantId: viewer.participantId, permissions: ['media.publish' as const] };
  await host.cmd('hand.invite', invited);
  await viewer.until('the invitation', () => me()?.receive === 'auto');
  await viewer.cmd('media.publish', { kinds: ['audio'] });
  await host.cmd('hand.uninvite', invited);
  await viewer.until('the end of it', () => me()?.receive === 'stream' && !me()?.audio);
});
