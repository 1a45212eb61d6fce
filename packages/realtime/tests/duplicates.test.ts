import { expect, test } from 'vitest';
import { codeOf, worldOfFile } from './world-of-file.ts';

const use = worldOfFile();

test('RL-14 replace: the newest presence stays, the older one is told', async () => {
  const roomId = await use.world.tenant.createRoom();
  const watcher = await use.world.person(use.node, roomId);
  const older = await use.world.person(use.node, roomId, { sub: 'anna' });
  const newer = await use.world.person(use.node, roomId, { sub: 'anna' });
  expect((await older.untilClosed())?.code).toBe('replaced');
  await watcher.until(
    'one Anna',
    (state) => state.participants[newer.participantId] && !state.participants[older.participantId],
  );
  expect(watcher.view.entries.find(({ type }) => type === 'participant.left')?.data).toMatchObject({
    reason: 'replaced',
  });
  expect(await codeOf(older.resume())).toBe('replaced');
});

test('RL-14 reject: who is connected stays, the newer one is refused', async () => {
  const roomId = await use.world.tenant.createRoom();
  const older = await use.world.person(use.node, roomId, { sub: 'anna' });
  const newer = use.world.person(use.node, roomId, { sub: 'anna', onDuplicate: 'reject' });
  expect(await codeOf(newer)).toBe('already-in-room');
  expect(await codeOf(older.cmd('hand.raise', {}))).toBe('nothing');
});

test('RL-14 reject lets in whose older connection is lost', async () => {
  const roomId = await use.world.tenant.createRoom();
  const watcher = await use.world.person(use.node, roomId);
  const older = await use.world.person(use.node, roomId, { sub: 'anna' });
  older.cut();
  await watcher.watch.until('Anna is away', () =>
    watcher.view.ephemerals.some(
      (one) => one.e === 'presence' && one.of[older.participantId]?.connected === false,
    ),
  );
  const newer = await use.world.person(use.node, roomId, { sub: 'anna', onDuplicate: 'reject' });
  await newer.until('one Anna', (state) => !state.participants[older.participantId]);
});

test('RL-14 allow: both stay', async () => {
  const roomId = await use.world.tenant.createRoom();
  const older = await use.world.person(use.node, roomId, { sub: 'anna' });
  const newer = await use.world.person(use.node, roomId, { sub: 'anna', onDuplicate: 'allow' });
  expect(Object.keys(newer.state.participants).sort()).toEqual(
    [older.participantId, newer.participantId].sort(),
  );
  expect(await codeOf(older.cmd('hand.raise', {}))).toBe('nothing');
});

test('RL-14 who replaces themselves passes lock, lobby and seats', async () => {
  const roomId = await use.world.tenant.createRoom({ lobby: true, maxParticipants: 2 });
  const host = await use.world.person(use.node, roomId, { role: 'host' });
  const older = await use.world.person(use.node, roomId, { sub: 'anna' });
  const { participantId } = await older.next('waiting');
  await host.until('the knock', (state) => state.waiting[participantId]);
  await host.cmd('lobby.admit', { participantId });
  await older.next('welcome');
  await host.cmd('room.lock', { locked: true });
  const newer = await use.world.person(use.node, roomId, { sub: 'anna' });
  expect(newer.welcome).toBeDefined();
  expect((await older.untilClosed())?.code).toBe('replaced');
  expect(await codeOf(use.world.person(use.node, roomId, { sub: 'bert' }))).toBe('room-locked');
});
