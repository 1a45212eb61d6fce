import { newId } from '@cloudmeet/contracts';
import type { Policies } from '@cloudmeet/contracts';
import type { RoomClient } from '@cloudmeet/testing';
import { expect, test } from 'vitest';
import { codeOf, worldOfFile } from './world-of-file.ts';

const use = worldOfFile();

async function meeting(policies: Partial<Policies> = {}) {
  const roomId = await use.world.tenant.createRoom({ policies });
  const host = await use.world.person(use.node, roomId, { role: 'host' });
  const guest = await use.world.person(
    use.node,
    roomId,
    { jti: 'guest-token' },
    { audio: true, video: true },
  );
  await host.until('the guest', (state) => state.participants[guest.participantId]);
  return { roomId, host, guest };
}

const mediaOf = (client: RoomClient, id: string) => {
  const { audio, video, screen } = client.state.participants[id] ?? {};
  return { audio, video, screen };
};

test('RL-16 a locked room takes in only those who may lock it', async () => {
  const { roomId, host } = await meeting();
  await host.cmd('room.lock', { locked: true });
  expect(await codeOf(use.world.person(use.node, roomId))).toBe('room-locked');
  expect(await codeOf(use.world.person(use.node, roomId, { role: 'moderator' }))).toBe('nothing');
  await host.cmd('room.lock', { locked: false });
  expect(await codeOf(use.world.person(use.node, roomId))).toBe('nothing');
});

test('RL-16 the lock ends with the session, and the record of the room follows it', async () => {
  const { roomId, host } = await meeting();
  const isLocked = async () => {
    const { tenantId } = use.world.tenant;
    const room = await use.world.database
      .forTenant({ tenantId })
      .transaction((repos) => repos.rooms.findById(roomId));
    return room?.locked;
  };
  await host.cmd('room.lock', { locked: true });
  expect(await isLocked()).toBe(true);
  await host.cmd('room.end', {});
  await host.untilClosed();
  expect(await isLocked()).toBe(false);
  expect(await codeOf(use.world.person(use.node, roomId))).toBe('nothing');
});

test('RL-19 a role changed live counts from the next command on', async () => {
  const { host, guest } = await meeting();
  expect(await codeOf(guest.cmd('room.lock', { locked: true }))).toBe('not-permitted');
  const seq = await host.cmd('participant.changeRole', {
    participantId: guest.participantId,
    role: 'moderator',
  });
  await guest.untilSeq(seq);
  expect(await codeOf(guest.cmd('room.lock', { locked: true }))).toBe('nothing');
  await host.cmd('participant.changeRole', { participantId: guest.participantId, role: 'attendee' });
  expect(await codeOf(guest.cmd('room.lock', { locked: false }))).toBe('not-permitted');
});

test('RL-19 a role taken live cannot be had back by joining again with the same token', async () => {
  const { roomId, host } = await meeting();
  const token = { role: 'moderator', jti: 'mod-token', sub: 'mod' } as const;
  const moderator = await use.world.person(use.node, roomId, token);
  await host.cmd('participant.changeRole', { participantId: moderator.participantId, role: 'attendee' });
  await moderator.leave();
  const again = await use.world.person(use.node, roomId, token);
  expect(again.state.participants[again.participantId]?.role).toBe('attendee');
  const fresh = await use.world.person(use.node, roomId, { ...token, jti: 'another-token' });
  expect(fresh.state.participants[fresh.participantId]?.role).toBe('moderator');
});

test('RL-22 a demoted person stops sharing what the policy does not allow', async () => {
  const { roomId, host } = await meeting({ 'media.publish': 'off', 'screen.share': 'off' });
  const moderator = await use.world.person(
    use.node,
    roomId,
    { role: 'moderator' },
    { audio: true, video: true },
  );
  await moderator.cmd('screen.share', {});
  const seq = await host.cmd('participant.changeRole', {
    participantId: moderator.participantId,
    role: 'attendee',
  });
  await host.untilSeq(seq);
  expect(mediaOf(host, moderator.participantId)).toEqual({ audio: false, video: false, screen: false });
});

test('RL-22 a policy that takes a right away switches off those who lose it, and nobody else', async () => {
  const { host, guest } = await meeting();
  await host.cmd('media.publish', { kinds: ['video'] });
  const seq = await host.cmd('room.updatePolicy', {
    policies: { 'media.publish': { audio: 'allowed', video: 'off' } },
  });
  await guest.untilSeq(seq);
  expect(mediaOf(guest, guest.participantId)).toEqual({ audio: true, video: false, screen: false });
  expect(mediaOf(guest, host.participantId)).toMatchObject({ video: true });
  expect(await codeOf(guest.cmd('media.publish', { kinds: ['video'] }))).toBe('not-permitted');
});

test('RL-22 what a host allowed and took back goes off', async () => {
  const { host, guest } = await meeting({ 'screen.share': 'on-request' });
  const permissions = ['screen.share' as const];
  const about = { participantId: guest.participantId, permissions };
  expect(await codeOf(guest.cmd('screen.share', {}))).toBe('not-permitted');
  await host.cmd('hand.invite', about);
  await guest.cmd('screen.share', {});
  const seq = await host.cmd('hand.uninvite', about);
  await host.untilSeq(seq);
  expect(mediaOf(host, guest.participantId)).toMatchObject({ screen: false });
  expect(await codeOf(guest.cmd('screen.share', {}))).toBe('not-permitted');
});

test('RL-21 off is always allowed, whatever the policy says meanwhile', async () => {
  const { host, guest } = await meeting();
  await host.cmd('room.updatePolicy', { policies: { 'media.publish': 'off' } });
  expect(await codeOf(guest.cmd('media.unpublish', { kinds: ['audio', 'video'] }))).toBe('nothing');
  expect(await codeOf(guest.cmd('screen.unshare', {}))).toBe('nothing');
});

test('RL-21 the seventh who wants to publish must wait until one of six stops', async () => {
  const roomId = await use.world.tenant.createRoom();
  const clients: RoomClient[] = [];
  for (let count = 0; count < 7; count += 1) clients.push(await use.world.person(use.node, roomId));
  const [first, second, , , , , seventh] = clients;
  for (const client of clients.slice(0, 6)) await client.cmd('media.publish', { kinds: ['audio'] });
  expect(await codeOf(first?.cmd('media.publish', { kinds: ['video'] }) ?? Promise.reject(new Error()))).toBe(
    'nothing',
  );
  expect(await codeOf(seventh?.cmd('screen.share', {}) ?? Promise.reject(new Error()))).toBe('publish-limit');
  await second?.cmd('media.unpublish', { kinds: ['audio'] });
  expect(await codeOf(seventh?.cmd('screen.share', {}) ?? Promise.reject(new Error()))).toBe('nothing');
});

test('RL-8 who begins or ceases to see the door gets a snapshot in place of the entries', async () => {
  const roomId = await use.world.tenant.createRoom({ lobby: true });
  const host = await use.world.person(use.node, roomId, { role: 'host' });
  const moderator = await use.world.person(use.node, roomId, { role: 'moderator' });
  const knocker = await use.world.person(use.node, roomId, { name: 'Nora' });
  await knocker.next('waiting');
  await moderator.until('the knock', (state) => Object.keys(state.waiting).length === 1);
  const about = { participantId: moderator.participantId };
  await host.cmd('participant.changeRole', { ...about, role: 'attendee' });
  await moderator.next('snapshot');
  expect(moderator.state.waiting).toEqual({});
  const from = moderator.frames.length;
  await host.cmd('participant.changeRole', { ...about, role: 'moderator' });
  await moderator.next('snapshot', from);
  expect(Object.values(moderator.state.waiting)).toMatchObject([{ name: 'Nora' }]);
  expect(moderator.view.gaps).toEqual([]);
});

test('RL-23 raised hands keep their order, and raising one twice changes nothing', async () => {
  const { host, guest, roomId } = await meeting();
  const other = await use.world.person(use.node, roomId);
  await guest.cmd('hand.raise', {});
  await other.cmd('hand.raise', {});
  const before = await guest.cmd('hand.raise', {});
  const after = await guest.cmd('hand.raise', {});
  expect(after).toBe(before);
  await host.untilSeq(after);
  expect(host.state.hands).toEqual([guest.participantId, other.participantId]);
  const seq = await host.cmd('hand.invite', {
    participantId: guest.participantId,
    permissions: ['chat.send'],
  });
  await other.untilSeq(seq);
  expect(other.state.hands).toEqual([other.participantId]);
});

test('RL-24 the last host stays one; with a second, either may step down', async () => {
  const { host, guest } = await meeting();
  const demote = () =>
    codeOf(host.cmd('participant.changeRole', { participantId: host.participantId, role: 'attendee' }));
  expect(await demote()).toBe('conflict');
  await host.cmd('participant.changeRole', { participantId: guest.participantId, role: 'host' });
  expect(await demote()).toBe('nothing');
});

test('RL-25 what is about nobody, or about nothing one can see, is refused by its name', async () => {
  const { host, guest, roomId } = await meeting();
  const third = await use.world.person(use.node, roomId);
  const nobody = newId('participant');
  expect(await codeOf(host.cmd('participant.mute', { participantId: nobody }))).toBe('participant-not-found');
  expect(await codeOf(host.cmd('chat.direct', { to: nobody, text: 'hi' }))).toBe('participant-not-found');
  expect(await codeOf(host.cmd('lobby.admit', { participantId: guest.participantId }))).toBe(
    'participant-not-found',
  );
  expect(await codeOf(host.cmd('chat.delete', { messageId: newId('message') }))).toBe('not-found');
  const seq = await guest.cmd('chat.direct', { to: third.participantId, text: 'psst' });
  await third.untilSeq(seq);
  const messageId = third.state.chat.at(-1)?.id ?? '';
  expect(await codeOf(host.cmd('chat.delete', { messageId }))).toBe('not-found');
});

test('RL-25 a deleted message is gone for everybody, and for those who come later', async () => {
  const { host, guest, roomId } = await meeting();
  await guest.cmd('chat.send', { text: 'rude' });
  await host.until('the message', (state) => state.chat.length === 1);
  const seq = await host.cmd('chat.delete', { messageId: host.state.chat[0]?.id ?? '' });
  await guest.untilSeq(seq);
  expect(guest.state.chat).toEqual([]);
  expect((await use.world.person(use.node, roomId)).state.chat).toEqual([]);
});

test('RL-6 an id in a payload does not make anybody somebody else', async () => {
  const { host, guest } = await meeting();
  const forged = [
    { name: 'chat.send', args: { text: 'hi', from: host.participantId } },
    { name: 'hand.raise', args: { participantId: host.participantId } },
    { name: 'media.publish', args: { kinds: ['audio'], participantId: host.participantId } },
    { name: 'presence.set', args: { quality: 'poor', of: host.participantId } },
  ];
  for (const { name, args } of forged)
    expect(await codeOf(guest.command(name, args))).toBe('message-invalid');
  const seq = await guest.cmd('chat.send', { text: 'mine' });
  await host.untilSeq(seq);
  expect(host.state.chat.map(({ from }) => from)).toEqual([guest.participantId]);
  expect(host.view.entries.at(-1)?.by).toBe(guest.participantId);
});
