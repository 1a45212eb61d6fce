import { newId } from '@cloudmeet/contracts';
import type { Entry } from '@cloudmeet/contracts';
import { expect, test } from 'vitest';
import type { Lease, RoomStore } from '../../src/room/room-store.ts';
import { captureOf, endOf, personOf, raiseOf, startOf } from './commits.ts';

/** Two nodes that share their rooms. */
export interface StoreWorld {
  one: RoomStore;
  other: RoomStore;
  /** Creates a room. */
  createRoom(): Promise<{ tenantId: string; roomId: string }>;
  /** Newest entry of a session. */
  endOf(roomId: string, sessionId: string): Promise<Entry | undefined>;
  deleteRoom(room: { tenantId: string; roomId: string }): Promise<void>;
  /** Recordings and streams of a room, with what is to be done for each. */
  capturesOf(roomId: string): Promise<{ id: string; step: string | null }[]>;
  /** Types of what customers are told of a room, in their order. */
  eventsOf(roomId: string): Promise<string[]>;
}

async function acquire(store: RoomStore, room: { tenantId: string; roomId: string }): Promise<Lease> {
  const acquired = await store.acquire(room.tenantId, room.roomId);
  if (acquired.status !== 'acquired') throw new Error(`The lease is ${acquired.status}.`);
  return acquired.lease;
}

/** What every place where rooms are kept must do. */
export function roomStoreSuite(name: string, world: () => StoreWorld): void {
  const begin = async () => {
    const { one, createRoom } = world();
    const room = await createRoom();
    return { room, store: one, lease: await acquire(one, room) };
  };

  test(`${name}: a room is found by its id, an unknown one is not`, async () => {
    const { one, createRoom } = world();
    const { tenantId, roomId } = await createRoom();
    expect(await one.findRoom(roomId)).toMatchObject({ tenantId, roomId });
    expect(await one.findRoom(newId('room'))).toBeUndefined();
    expect(await one.acquire(tenantId, newId('room'))).toEqual({ status: 'missing' });
    expect(await one.acquire(newId('tenant'), roomId)).toEqual({ status: 'missing' });
  });

  test(`RL-39 ${name}: one node has a room, and the next one gets a higher epoch`, async () => {
    const { room, store, lease } = await begin();
    const { other } = world();
    expect(await other.acquire(room.tenantId, room.roomId)).toMatchObject({ status: 'held' });
    expect(await other.holderOf(room.roomId)).toMatch(/^ws:/);
    expect(await store.holderOf(room.roomId)).toBeUndefined();
    expect(await acquire(store, room)).toEqual(lease);
    await store.release(lease);
    const next = await acquire(other, room);
    expect(next.epoch).toBeGreaterThan(lease.epoch);
    expect(await store.renew([lease])).toEqual(new Set());
    expect(await other.renew([next])).toEqual(new Set([room.roomId]));
  });

  test(`RL-39 ${name}: a stale epoch writes nothing`, async () => {
    const { room, store, lease } = await begin();
    const start = startOf(lease);
    expect(await store.commit(start)).toBe('committed');
    await store.release(lease);
    const next = await acquire(world().other, room);
    expect(await store.commit(raiseOf(lease, start.sessionId, 3))).toBe('fenced');
    expect(await store.commit(startOf(lease))).not.toBe('committed');
    const recorded = await world().other.readSession(next);
    expect(recorded?.entries.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test(`RL-40 ${name}: what was committed is read back as it was`, async () => {
    const { store, lease } = await begin();
    const person = personOf();
    const start = startOf(lease, undefined, person);
    const ban = { userId: 'bad', tokenId: 'bad token' };
    await store.commit(start);
    await store.commit(raiseOf(lease, start.sessionId, 3, { bans: [ban] }));
    const recorded = await store.readSession(lease);
    expect(recorded).toMatchObject({ sessionId: start.sessionId, presences: [person.presence], bans: [ban] });
    expect(recorded?.entries.slice(0, 2)).toEqual(start.entries);
  });

  test(`RL-42 ${name}: the same commit again writes nothing twice`, async () => {
    const { store, lease, room } = await begin();
    const start = startOf(lease);
    const raise = raiseOf(lease, start.sessionId, 3);
    const events = [
      {
        type: 'session.started',
        data: { roomId: room.roomId, sessionId: start.sessionId, startedAt: start.entries[0]?.at ?? '' },
      },
    ] as const;
    for (const commit of [{ ...start, events }, { ...start, events }, raise, raise])
      expect(await store.commit(commit)).toBe('committed');
    const recorded = await store.readSession(lease);
    expect(recorded?.entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(recorded?.presences).toHaveLength(1);
    expect(await world().eventsOf(room.roomId)).toEqual(['session.started']);
  });

  test(`RL-1 ${name}: entries that do not follow the log are not written`, async () => {
    const { store, lease } = await begin();
    const start = startOf(lease);
    await store.commit(start);
    expect(await store.commit(raiseOf(lease, start.sessionId, 5))).toBe('diverged');
    expect(await store.commit(startOf(lease))).toBe('diverged');
    expect((await store.readSession(lease))?.entries).toHaveLength(2);
  });

  test(`RL-42 ${name}: what cannot be stored is refused whole`, async () => {
    const { store, lease } = await begin();
    const start = startOf(lease);
    await store.commit(start);
    const spoilt = raiseOf(lease, start.sessionId, 3);
    const text = 'a\u0000b';
    const message = { messageId: newId('message'), from: newId('participant'), fromName: 'Anna', text };
    const entries = [
      ...spoilt.entries,
      { seq: 4, at: start.entries[0]?.at ?? '', type: 'chat.sent' as const, data: message },
    ];
    await expect(store.commit({ ...spoilt, entries })).rejects.toThrow();
    expect((await store.readSession(lease))?.entries).toHaveLength(2);
  });

  test(`RL-28 ${name}: an ended session is not live, and the next one begins at 1`, async () => {
    const { store, lease } = await begin();
    const start = startOf(lease);
    await store.commit(start);
    expect(await store.commit(endOf(lease, start.sessionId, 3))).toBe('committed');
    expect(await store.commit(endOf(lease, start.sessionId, 3))).toBe('committed');
    expect(await store.readSession(lease)).toBeUndefined();
    const next = startOf(lease);
    expect(await store.commit(next)).toBe('committed');
    expect((await store.readSession(lease))?.sessionId).toBe(next.sessionId);
  });

  test(`RL-57, RL-59 ${name}: a recording begins and stops with its entry, or not at all`, async () => {
    const { store, lease, room } = await begin();
    const start = startOf(lease);
    await store.commit(start);
    const capture = captureOf();
    const stop = { captureId: capture.id, reason: 'requested', at: capture.at };
    const steps = async () => (await world().capturesOf(room.roomId)).map(({ step }) => step);
    expect(await store.commit(raiseOf(lease, start.sessionId, 9, { captures: [captureOf()] }))).toBe(
      'diverged',
    );
    expect(await steps()).toEqual([]);
    for (const _ of [1, 2]) await store.commit(raiseOf(lease, start.sessionId, 3, { captures: [capture] }));
    expect(await world().capturesOf(room.roomId)).toEqual([{ id: capture.id, step: 'start' }]);
    await store.commit(raiseOf(lease, start.sessionId, 4, { stops: [stop] }));
    expect(await steps()).toEqual(['stop']);
    const stream = { ...captureOf(), id: newId('stream'), kind: 'stream' as const };
    await store.commit(raiseOf(lease, start.sessionId, 5, { captures: [stream] }));
    await store.commit(endOf(lease, start.sessionId, 6));
    expect(await steps()).toEqual(['stop', 'stop']);
  });

  test(`RL-40 ${name}: a live session without a node is an orphan`, async () => {
    const { store, lease, room } = await begin();
    const start = startOf(lease);
    await store.commit(start);
    expect(await store.orphans(1000)).not.toContain(room.roomId);
    await store.release(lease);
    expect(await store.orphans(1000)).toContain(room.roomId);
    const again = await acquire(store, room);
    await store.commit(endOf(again, start.sessionId, 3));
    await store.release(again);
    expect(await store.orphans(1000)).not.toContain(room.roomId);
  });

  test(`RL-28 ${name}: the session of a deleted room is ended with its entry, and is no orphan`, async () => {
    const { store, lease, room } = await begin();
    const start = startOf(lease);
    await store.commit(start);
    await world().deleteRoom(room);
    expect(await store.endDeleted(1000)).toBe(0);
    await store.release(lease);
    expect(await store.orphans(1000)).not.toContain(room.roomId);
    expect(await store.endDeleted(1000)).toBe(1);
    expect(await store.readSession(lease)).toBeUndefined();
    expect(await store.endDeleted(1000)).toBe(0);
    expect(await world().endOf(room.roomId, start.sessionId)).toMatchObject({
      ...{ seq: 3, type: 'session.ended', data: { reason: 'room-deleted' } },
    });
    expect(await store.commit(raiseOf(lease, start.sessionId, 3))).not.toBe('committed');
  });
}
