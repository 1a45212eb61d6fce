import type { Entry } from '@cloudmeet/contracts';
import type { RoomClient } from '@cloudmeet/testing';
import { expect, test } from 'vitest';
import { codeOf, worldOfFile } from './world-of-file.ts';

const use = worldOfFile({ config: { resumeGraceMs: 300, emptySessionMs: 300, idleRoomMs: 10_000 } });

async function liveSession(roomId: string) {
  const { tenantId } = use.world.tenant;
  return use.world.database.forTenant({ tenantId }).transaction((repos) => repos.sessions.findLive(roomId));
}

/** Types and data of the outbox of a room, oldest first. */
async function eventsOf(roomId: string) {
  const all = [];
  for (;;) {
    const messages = await use.world.database.system.leaseOutbox(100, 60_000);
    all.push(...messages);
    if (messages.length === 0) break;
  }
  return all.filter((one) => one.roomId === roomId).sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
}

function leftEntry({ watch, view }: RoomClient): Promise<Entry> {
  return watch.until('somebody has left', () => view.entries.find(({ type }) => type === 'participant.left'));
}

test('RL-28 a session starts with the first who joins and ends when nobody came back', async () => {
  const roomId = await use.world.tenant.createRoom();
  expect(await liveSession(roomId)).toBeNull();
  const client = await use.world.person(use.node, roomId);
  const session = await liveSession(roomId);
  expect(session).toMatchObject({ id: client.state.sessionId, participantCount: 1, topology: 'p2p' });
  await client.leave();
  await expect.poll(() => liveSession(roomId), { timeout: 5000 }).toBeNull();
  const later = await use.world.person(use.node, roomId);
  expect(later.state.sessionId).not.toBe(client.state.sessionId);
  expect(later.view.entries).toEqual([]);
  expect(later.state.seq).toBe(2);
});

test('RL-28 whoever comes in time finds the session as it was', async () => {
  const roomId = await use.world.tenant.createRoom();
  const first = await use.world.person(use.node, roomId);
  await first.cmd('chat.send', { text: 'still here?' });
  await first.leave();
  const second = await use.world.person(use.node, roomId);
  expect(second.state.sessionId).toBe(first.state.sessionId);
  expect(second.state.chat.map(({ text }) => text)).toEqual(['still here?']);
});

test('RL-28 a host ends it for everybody, at the door too', async () => {
  const roomId = await use.world.tenant.createRoom({ lobby: true });
  const host = await use.world.person(use.node, roomId, { role: 'host' });
  const moderator = await use.world.person(use.node, roomId, { role: 'moderator' });
  const waiting = await use.world.person(use.node, roomId);
  expect(await codeOf(host.cmd('room.end', {}))).toBe('nothing');
  for (const client of [host, moderator, waiting])
    expect((await client.untilClosed())?.code).toBe('room-ended');
  expect(await liveSession(roomId)).toBeNull();
  expect(await codeOf(host.resume())).toBe('room-ended');
});

test('RL-29 a lost connection keeps its seat for the grace, then leaves as connection-lost', async () => {
  const roomId = await use.world.tenant.createRoom();
  const watcher = await use.world.person(use.node, roomId);
  const lost = await use.world.person(use.node, roomId);
  lost.cut();
  expect((await leftEntry(watcher)).data).toEqual({
    participantId: lost.participantId,
    reason: 'connection-lost',
  });
  expect(await codeOf(lost.resume())).toBe('resume-expired');
});

test('RL-29 who leaves is gone at once', async () => {
  const roomId = await use.world.tenant.createRoom();
  const watcher = await use.world.person(use.node, roomId);
  const leaver = await use.world.person(use.node, roomId);
  await leaver.leave();
  expect(leaver.closeCode).toBe(1000);
  expect((await leftEntry(watcher)).data).toEqual({ participantId: leaver.participantId, reason: 'left' });
});

test('RL-31 what customers are told is in the outbox, in order and without gaps', async () => {
  const roomId = await use.world.tenant.createRoom({ lobby: true });
  const host = await use.world.person(use.node, roomId, { role: 'host', name: 'Hera' });
  const guest = await use.world.person(use.node, roomId, { name: 'Gus' });
  const { participantId } = await guest.next('waiting');
  await host.until('the knock', (state) => state.waiting[participantId]);
  await host.cmd('lobby.admit', { participantId });
  await guest.next('welcome');
  await guest.leave();
  await host.cmd('room.end', {});
  await host.untilClosed();
  const events = await eventsOf(roomId);
  expect(events.map(({ type }) => type)).toEqual([
    'session.started',
    'participant.joined',
    'lobby.waiting',
    'participant.joined',
    'participant.left',
    'participant.left',
    'session.ended',
  ]);
  expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(events.map(({ payload }) => payload).slice(-3)).toMatchObject([
    { participant: { name: 'Gus' }, reason: 'left' },
    { participant: { name: 'Hera' }, reason: 'room-ended' },
    { roomId, reason: 'ended-by-host' },
  ]);
});
