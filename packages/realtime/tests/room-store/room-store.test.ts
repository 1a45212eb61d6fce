import { defaultPolicies, newId } from '@cloudmeet/contracts';
import { afterAll, beforeAll } from 'vitest';
import { createRoomWorld } from '@cloudmeet/testing/rooms';
import type { RoomWorld } from '@cloudmeet/testing/rooms';
import { DatabaseRoomStore } from '../../src/store/database-room-store.ts';
import { MemoryRoomStore, SharedMemory } from './memory-room-store.ts';
import { roomStoreSuite } from './room-store-suite.ts';

let world: RoomWorld;
beforeAll(async () => {
  world = await createRoomWorld();
});
afterAll(() => world.close());

/** Nothing is secret here but that it was sealed. */
const targets = { seal: () => 'sealed' };

function databaseStore(name: string): DatabaseRoomStore {
  const node = { id: name, internalUrl: `http://${name}`, socketUrl: `ws://${name}/rt` };
  return new DatabaseRoomStore({ database: world.database, node, leaseTtlMs: 60_000, targets });
}

roomStoreSuite('in PostgreSQL', () => ({
  one: databaseStore('one'),
  other: databaseStore('other'),
  createRoom: async () => ({ tenantId: world.tenant.tenantId, roomId: await world.tenant.createRoom() }),
  deleteRoom: ({ tenantId, roomId }) =>
    world.database.forTenant({ tenantId }).transaction(async (repos) => {
      const room = await repos.rooms.findById(roomId);
      await repos.rooms.softDelete(roomId, { expectedVersion: room?.version ?? 0 });
    }),
  endOf: async (_roomId, sessionId) => {
    const { tenantId } = world.tenant;
    const repos = world.database.forTenant({ tenantId });
    return (await repos.transaction((one) => one.entries.readFrom(sessionId, 0, 100))).at(-1);
  },
  capturesOf: async (roomId) => {
    const { tenantId } = world.tenant;
    const found = await world.database.forTenant({ tenantId }).transaction(async (repos) => {
      const lists = [{ kind: 'recording', roomId } as const, { kind: 'stream', roomId } as const];
      const pages = [];
      for (const list of lists) pages.push(await repos.captures.list(list));
      return pages.flatMap(({ data }) => data);
    });
    return found.map(({ id, step }) => ({ id, step }));
  },
  eventsOf: async (roomId) => {
    const messages = await world.database.system.leaseOutbox(1000, 60_000);
    return messages.filter((one) => one.roomId === roomId).map(({ type }) => type);
  },
}));

const shared = new SharedMemory();
roomStoreSuite('in memory', () => ({
  one: new MemoryRoomStore(shared, 'one'),
  other: new MemoryRoomStore(shared, 'other'),
  createRoom: async () => {
    const [tenantId, roomId] = [newId('tenant'), newId('room')];
    shared.rooms.set(roomId, {
      ...{ tenantId, tenantName: 'Acme', theme: {}, roomId, name: 'Room', mode: 'auto' as const },
      ...{ maxParticipants: 10, lobby: false, recording: {}, policies: defaultPolicies, test: true },
      policyLimits: defaultPolicies,
    });
    return { tenantId, roomId };
  },
  deleteRoom: async ({ roomId }) => void shared.rooms.delete(roomId),
  endOf: async (roomId, sessionId) =>
    shared.sessions
      .get(roomId)
      ?.find((one) => one.sessionId === sessionId)
      ?.entries.at(-1),
  capturesOf: async (roomId) => shared.captures.get(roomId) ?? [],
  eventsOf: async (roomId) =>
    shared.events.filter(({ data }) => data.roomId === roomId).map(({ type }) => type),
}));
