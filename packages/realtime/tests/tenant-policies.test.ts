import { defaultPolicies, mergePolicies, newId, problemSchema } from '@cloudmeet/contracts';
import type { PoliciesInput } from '@cloudmeet/contracts';
import { RoomTenant } from '@cloudmeet/testing/rooms';
import type { RoomWish } from '@cloudmeet/testing/rooms';
import { expect, test } from 'vitest';
import { codeOf, worldOfFile } from './world-of-file.ts';

const use = worldOfFile();

/** A tenant of its own, with what it lets its rooms allow. */
async function tenantWith(policies: PoliciesInput) {
  const tenant = await RoomTenant.create(use.world.database, 'Careful');
  const limit = (next: PoliciesInput) =>
    use.world.database
      .forTenant(tenant)
      .transaction((repos) => repos.tenant.changePolicies(mergePolicies(defaultPolicies, next)));
  await limit(policies);
  const meeting = async (wish: RoomWish = {}) => {
    const roomId = await tenant.createRoom(wish);
    const person = async (role: 'host' | 'moderator' | 'attendee') => {
      const client = use.world.client(use.node, roomId);
      await client.hello(tenant.token(roomId, { role }));
      await client.join();
      return client;
    };
    const control = (action: string, body: object = {}) =>
      use.node.control(roomId, action, { tenantId: tenant.tenantId, ...body });
    return { roomId, person, control, host: await person('host') };
  };
  return { tenant, limit, meeting };
}

const by = { kind: 'api', id: null, name: null };
const recording = () => ({ capture: { kind: 'recording', id: newId('recording') }, by });
const codeFrom = async (answer: Response) => problemSchema.parse(await answer.json()).code;

test('RL-65 a room that allows more than its tenant begins with what the tenant allows', async () => {
  const { meeting } = await tenantWith({ 'chat.send': 'off', 'media.publish': 'on-request' });
  const { host, person } = await meeting({
    policies: { 'media.publish': { audio: 'allowed', video: 'off' } },
  });
  expect(host.state.policies).toMatchObject({
    'chat.send': 'off',
    'media.publish': { audio: 'on-request', video: 'off' },
    'screen.share': 'allowed',
  });
  expect(await codeOf((await person('attendee')).cmd('chat.send', { text: 'hi' }))).toBe('not-permitted');
});

test('RL-65 a host may narrow further, and never widen beyond the tenant', async () => {
  const { meeting } = await tenantWith({ 'chat.send': 'on-request' });
  const { host } = await meeting();
  const set = (policies: PoliciesInput) => host.cmd('room.updatePolicy', { policies });
  await set({ 'chat.send': 'off' });
  await set({ 'chat.send': 'on-request' });
  expect(await codeOf(set({ 'chat.send': 'allowed' }))).toBe('not-permitted');
  expect(host.state.policies['chat.send']).toBe('on-request');
});

test('RL-65 a change of the tenant reaches a running room, stops what it forbids, and keeps what a host narrowed', async () => {
  const { limit, meeting } = await tenantWith({});
  const { host, person, control } = await meeting();
  const guest = await person('attendee');
  await guest.cmd('media.publish', { kinds: ['video'] });
  await host.cmd('room.updatePolicy', { policies: { 'chat.direct': 'off' } });
  await limit({ 'media.publish': 'off', 'recording.start': 'off' });
  expect((await control('refresh')).status).toBe(204);
  await host.until('the limit', (state) => state.policies['media.publish'] === 'off');
  await host.until('no video', (state) => state.participants[guest.participantId]?.video === false);
  expect(host.state.policies['chat.direct']).toBe('off');
  await limit({});
  await control('refresh');
  await host.until('no limit', (state) => state.policies['media.publish'] === 'allowed');
  expect(host.state.policies).toMatchObject({ 'chat.direct': 'off', 'recording.start': 'moderators' });
});

test('RL-65 what a host switched off stays off when a limit comes and goes, over a restart as well, and nothing else', async () => {
  const { tenant, limit } = await tenantWith({});
  let node = await use.world.startNode();
  const roomId = await tenant.createRoom({});
  const enter = async () => {
    const client = use.world.client(node, roomId);
    await client.hello(tenant.token(roomId, { role: 'host' }));
    await client.join();
    return client;
  };
  const first = await enter();
  const set = (policies: PoliciesInput) => first.cmd('room.updatePolicy', { policies });
  const refresh = () => node.control(roomId, 'refresh', { tenantId: tenant.tenantId });
  await set({ 'chat.send': 'off' });
  const limited = { 'chat.send': 'off', 'notes.edit': 'off', 'screen.share': 'off' } as const;
  await limit(limited);
  await refresh();
  await set({ 'notes.edit': 'off' });
  expect(first.state.policies).toMatchObject(limited);
  await node.close();
  node = await use.world.startNode();
  const late = await enter();
  await limit({});
  await refresh();
  await late.until('no limit', (state) => state.policies['screen.share'] === 'allowed');
  expect(late.state.policies).toMatchObject({ 'chat.send': 'off', 'notes.edit': 'off' });
  await use.world.database
    .forTenant(tenant)
    .transaction((repos) =>
      repos.rooms.update(roomId, { policies: { ...defaultPolicies, 'chat.send': 'on-request' } }),
    );
  await refresh();
  await late.until('what the room says now', (state) => state.policies['chat.send'] === 'on-request');
  expect(late.state.policies['notes.edit']).toBe('off');
});

test('RL-65 who may record and stream is decided for people and servers alike', async () => {
  const { limit, meeting } = await tenantWith({ 'recording.start': 'hosts', 'stream.start': 'off' });
  const { host, person, control } = await meeting();
  const moderator = await person('moderator');
  expect(await codeOf(moderator.cmd('recording.start', {}))).toBe('not-permitted');
  expect(await codeOf(host.cmd('stream.start', {}))).toBe('not-permitted');
  await limit({ 'recording.start': 'off' });
  await control('refresh');
  expect(await codeOf(host.cmd('recording.start', {}))).toBe('not-permitted');
  expect(await codeFrom(await control('startCapture', recording()))).toBe('not-permitted');
  await limit({});
  await control('refresh');
  expect((await control('startCapture', recording())).status).toBe(200);
});

test('RL-65 a room that records by itself does not where nobody may', async () => {
  const { limit, meeting } = await tenantWith({ 'recording.start': 'off' });
  const { host } = await meeting({ recording: { automatic: true } });
  expect(host.state.recording).toBeNull();
  await limit({});
  const control = await meeting({ recording: { automatic: true } });
  await control.host.until('a recording (control)', (state) => state.recording !== null);
});

test('RL-65 what a tenant forbids while nobody holds the room holds once it is held again', async () => {
  const { tenant, limit } = await tenantWith({});
  const before = await use.world.startNode();
  const roomId = await tenant.createRoom({});
  const host = use.world.client(before, roomId);
  await host.hello(tenant.token(roomId, { role: 'host' }));
  await host.join();
  expect(host.state.policies['chat.send']).toBe('allowed');
  await before.close();
  await limit({ 'chat.send': 'off' });
  const late = use.world.client(use.node, roomId);
  await late.hello(tenant.token(roomId));
  await late.join();
  await late.until('the limit', (state) => state.policies['chat.send'] === 'off');
});
