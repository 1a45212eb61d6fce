import type { RoomClient } from '@cloudmeet/testing';
import { expect, test } from 'vitest';
import { codeOf, worldOfFile } from './world-of-file.ts';

const use = worldOfFile();

async function withLobby(maxParticipants = 10) {
  const roomId = await use.world.tenant.createRoom({ lobby: true, maxParticipants });
  const host = await use.world.person(use.node, roomId, { role: 'host' });
  return { roomId, host };
}

async function knock(roomId: string, host: RoomClient, token = {}) {
  const guest = await use.world.person(use.node, roomId, token);
  const { participantId } = await guest.next('waiting');
  await host.until('the knock', (state) => state.waiting[participantId]);
  return { guest, participantId };
}

test('RL-15 attendees wait at the door, hosts and moderators walk in', async () => {
  const { roomId, host } = await withLobby();
  const moderator = await use.world.person(use.node, roomId, { role: 'moderator' });
  expect(moderator.welcome).toBeDefined();
  const { guest } = await knock(roomId, host, { name: 'Gus' });
  await moderator.until('the knock', (state) =>
    Object.values(state.waiting).some(({ name }) => name === 'Gus'),
  );
  expect(guest.frames.map(({ t }) => t)).toEqual(['preview', 'waiting']);
});

test('RL-15 a moderator whose token does not grant it waits as well', async () => {
  const { roomId, host } = await withLobby();
  const { guest } = await knock(roomId, host, { role: 'moderator', grants: ['chat.send'] });
  expect(guest.welcome).toBeUndefined();
});

test('RL-15 who is admitted comes in over the same connection', async () => {
  const { roomId, host } = await withLobby();
  const { guest, participantId } = await knock(roomId, host);
  await host.cmd('lobby.admit', { participantId });
  expect((await guest.next('welcome')).participantId).toBe(participantId);
  expect(await codeOf(guest.cmd('chat.send', { text: 'thanks' }))).toBe('nothing');
  await host.until('the door is empty', (state) => Object.keys(state.waiting).length === 0);
});

test('RL-15 who is denied is told so, and the list is empty', async () => {
  const { roomId, host } = await withLobby();
  const { guest, participantId } = await knock(roomId, host);
  await host.cmd('lobby.deny', { participantId });
  expect((await guest.untilClosed())?.code).toBe('lobby-denied');
  await host.until('the door is empty', (state) => Object.keys(state.waiting).length === 0);
});

test.each(['leaves', 'loses the connection'])('RL-15 who %s is taken off the list', async (how) => {
  const { roomId, host } = await withLobby();
  const { guest } = await knock(roomId, host);
  if (how === 'leaves') await guest.leave();
  else guest.cut();
  await host.until('the door is empty', (state) => Object.keys(state.waiting).length === 0);
  expect(host.view.entries.at(-1)).toMatchObject({ type: 'lobby.left', data: { outcome: 'gone' } });
});

test('RL-15 who waits sees and does nothing', async () => {
  const { roomId, host } = await withLobby();
  const { guest } = await knock(roomId, host);
  const seq = await host.cmd('chat.send', { text: 'secret' });
  await host.untilSeq(seq);
  expect(await codeOf(guest.cmd('chat.send', { text: 'hello?' }))).toBe('not-joined');
  expect(guest.frames.map(({ t }) => t)).toEqual(['preview', 'waiting', 'err']);
});

test('RL-13 people at the door take no seat, and nobody is admitted beyond the seats', async () => {
  const { roomId, host } = await withLobby(2);
  const first = await knock(roomId, host);
  const second = await knock(roomId, host);
  await host.cmd('lobby.admit', { participantId: first.participantId });
  expect(await codeOf(host.cmd('lobby.admit', { participantId: second.participantId }))).toBe('room-full');
  expect(second.guest.isOpen).toBe(true);
});

test('RL-15 somebody who knocks again in another window stands there once', async () => {
  const { roomId, host } = await withLobby();
  const first = await knock(roomId, host, { sub: 'gus' });
  const second = await knock(roomId, host, { sub: 'gus' });
  expect((await first.guest.untilClosed())?.code).toBe('replaced');
  await host.until('one at the door', (state) => Object.keys(state.waiting).length === 1);
  expect(host.state.waiting[second.participantId]).toBeDefined();
});

test('RL-28 a knock at an empty room starts the session, and the host finds who waits', async () => {
  const roomId = await use.world.tenant.createRoom({ lobby: true });
  const guest = await use.world.person(use.node, roomId);
  const { participantId } = await guest.next('waiting');
  const host = await use.world.person(use.node, roomId, { role: 'host' });
  expect(Object.keys(host.state.waiting)).toEqual([participantId]);
});

test('RL-7 attendees do not learn who is at the door', async () => {
  const { roomId, host } = await withLobby();
  const first = await knock(roomId, host, { name: 'First' });
  await host.cmd('lobby.admit', { participantId: first.participantId });
  await first.guest.next('welcome');
  const second = await knock(roomId, host, { name: 'CANARY' });
  await host.cmd('lobby.deny', { participantId: second.participantId });
  const seq = await host.cmd('chat.send', { text: 'done' });
  await first.guest.untilSeq(seq);
  expect(JSON.stringify(first.guest.frames)).not.toContain('CANARY');
  expect(first.guest.view.gaps).toEqual([]);
  expect(JSON.stringify(host.frames)).toContain('CANARY');
});
