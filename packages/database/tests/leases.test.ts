import { newId } from '@cloudmeet/contracts';
import { expect, test } from 'vitest';
import { createRoom, createTenant, entry, nodeOf, startSession, times, worldOfTest } from './world.ts';

const world = worldOfTest();
const long = 60_000;
const expired = -1;

async function openRoom() {
  const { tenant, tenantId } = await createTenant(world.database);
  const roomId = await createRoom(tenant);
  const acquire = (node: string, ttlMs = long) =>
    tenant.transaction((repos) => repos.leases.acquire(roomId, nodeOf(node), ttlMs));
  return { tenant, tenantId, roomId, acquire };
}

test('of many nodes that want a room at once one gets it, and the others learn which', async () => {
  const { acquire } = await openRoom();
  const results = await Promise.all(times(20).map((n) => acquire(`node-${String(n)}`)));
  const holders = results.filter((result) => result.status === 'acquired');
  expect(holders).toHaveLength(1);
  const told = new Set(results.map((result) => (result.status === 'missing' ? '' : result.lease.nodeId)));
  expect(told.size).toBe(1);
});

test('its holder keeps a room and its epoch; another node gets it, with the next epoch, when it expired or was let go', async () => {
  const { tenant, roomId, acquire } = await openRoom();
  expect(await acquire('a')).toMatchObject({ status: 'acquired', lease: { epoch: 1 } });
  expect(await acquire('a', expired)).toMatchObject({ status: 'acquired', lease: { epoch: 1 } });
  expect(await acquire('b')).toMatchObject({ status: 'acquired', lease: { nodeId: 'b', epoch: 2 } });
  expect(await acquire('a')).toMatchObject({ status: 'held', lease: { nodeId: 'b' } });
  expect(await tenant.transaction((repos) => repos.leases.release(roomId, 'b', 2))).toBe(true);
  expect(await world.database.system.findLease(roomId)).toBeNull();
  expect(await acquire('b')).toMatchObject({ status: 'acquired', lease: { epoch: 3 } });
});

test('nobody renews or lets go what is no longer theirs', async () => {
  const { tenant, roomId, acquire } = await openRoom();
  await acquire('a', expired);
  await acquire('b');
  const outcomes = await tenant.transaction(async (repos) => [
    await repos.leases.renew(roomId, 'a', 1, long),
    await repos.leases.renew(roomId, 'b', 1, long),
    await repos.leases.release(roomId, 'a', 1),
    await repos.leases.renew(roomId, 'b', 2, long),
  ]);
  expect(outcomes).toEqual([false, false, false, true]);
});

test('a node renews all its rooms of all tenants at once, and learns which it lost', async () => {
  const rooms = await Promise.all(times(5).map(() => openRoom()));
  for (const room of rooms) await room.acquire('a', expired);
  await rooms[2]?.acquire('b');
  const leases = rooms.map(({ roomId }) => ({ roomId, epoch: 1 }));
  const renewed = await world.database.system.renewLeases('a', leases, long);
  expect(new Set(renewed)).toEqual(new Set(rooms.filter((_, n) => n !== 2).map((room) => room.roomId)));
  expect(await rooms[0]?.acquire('b')).toMatchObject({ status: 'held', lease: { nodeId: 'a' } });
});

test('there is no lease of a room that does not exist, was deleted, or is another tenant’s', async () => {
  const { tenant, roomId } = await openRoom();
  const other = await openRoom();
  const ask = (id: string) => tenant.transaction((repos) => repos.leases.acquire(id, nodeOf('a'), long));
  expect(await ask(newId('room'))).toEqual({ status: 'missing' });
  expect(await ask(other.roomId)).toEqual({ status: 'missing' });
  await tenant.transaction((repos) => repos.rooms.softDelete(roomId));
  expect(await ask(roomId)).toEqual({ status: 'missing' });
});

test('a node that lost the room cannot write into its log any more', async () => {
  const { tenant, roomId, acquire } = await openRoom();
  const session = await startSession(tenant, roomId);
  const by = newId('participant');
  const append = (epoch: number, seq: number) =>
    tenant.transaction((repos) => repos.entries.append(session.id, { roomId, epoch }, [entry(seq, by)]));
  await acquire('a', expired);
  expect(await append(1, 1)).toEqual({ status: 'appended', lastSeq: 1 });
  await acquire('b');
  expect(await append(1, 2)).toEqual({ status: 'stale-lease' });
  expect(await append(2, 2)).toEqual({ status: 'appended', lastSeq: 2 });
  await tenant.transaction((repos) => repos.leases.release(roomId, 'b', 2));
  expect(await append(2, 3)).toEqual({ status: 'stale-lease' });
});

test('a node that takes a room over waits for a write under way, and then reads it', async () => {
  const { tenant, roomId, acquire } = await openRoom();
  const session = await startSession(tenant, roomId);
  const by = newId('participant');
  await acquire('a', expired);
  const { promise: written, resolve: wrote } = Promise.withResolvers<undefined>();
  const { promise: mayCommit, resolve: commit } = Promise.withResolvers<undefined>();
  const order: string[] = [];
  const writing = tenant.transaction(async (repos) => {
    await repos.entries.append(session.id, { roomId, epoch: 1 }, [entry(1, by)]);
    wrote(undefined);
    await mayCommit;
    order.push('commit');
  });
  await written;
  const taking = acquire('b').then((result) => {
    order.push('taken');
    return result;
  });
  await world.database.system.findRoomPage(roomId);
  expect(order).toEqual([]);
  commit(undefined);
  await writing;
  expect(await taking).toMatchObject({ status: 'acquired', lease: { epoch: 2 } });
  expect(order).toEqual(['commit', 'taken']);
  expect(await tenant.transaction((repos) => repos.entries.readFrom(session.id, 0, 10))).toHaveLength(1);
});
