import { CloudMeetError, defaultPolicies, newId } from '@cloudmeet/contracts';
import type { EntryBody } from '@cloudmeet/contracts';
import { FakeClock, settle } from '@cloudmeet/testing';
import { expect, test } from 'vitest';
import { MemoryRoomStore, outOfReach, SharedMemory } from '../../tests/room-store/memory-room-store.ts';
import { createMediaLadder } from '../ladder/media-ladder.ts';
import { CommandMemory } from './command-memory.ts';
import type { Settled } from './decide-batch.ts';
import { isLive, restingView } from './room-view.ts';
import type { RoomSettings } from './room-view.ts';
import { RoomWriter } from './room-writer.ts';
import type { LostCause } from './room-writer.ts';

/** A room with a session that goes on, and a store that can be made to misbehave. */
async function start() {
  const settings: RoomSettings = {
    ...{
      tenantId: newId('tenant'),
      tenantName: 'Acme',
      theme: {},
      roomId: newId('room'),
      name: 'Room',
      mode: 'auto',
    },
    ...{ maxParticipants: 10, lobby: false, recording: {}, policies: defaultPolicies, test: true },
    policyLimits: defaultPolicies,
  };
  const shared = new SharedMemory();
  shared.rooms.set(settings.roomId, settings);
  const store = new MemoryRoomStore(shared, 'one');
  const acquired = await store.acquire(settings.tenantId, settings.roomId);
  if (acquired.status !== 'acquired') throw new Error('Nobody else is there.');
  const clock = new FakeClock();
  const batches: number[] = [];
  const refused: unknown[] = [];
  const lost: LostCause[] = [];
  const writer = new RoomWriter({
    ...{
      lease: acquired.lease,
      view: restingView(settings, new Set()),
      memory: new CommandMemory(),
      store,
      clock,
    },
    context: { newId: (kind) => newId(kind), ladder: createMediaLadder(() => false) },
    committed: (batch) => batches.push(batch.entries.length),
    settled: () => undefined,
    stalled: () => undefined,
    refused: (error) => refused.push(error),
    lost: (cause) => lost.push(cause),
  });
  const submit = (body: EntryBody, commandId?: string) => {
    const outcome = Promise.withResolvers<Settled>();
    const by = newId('participant');
    writer.submit({
      decide: () => ({ entries: [body] }),
      ...(commandId === undefined ? {} : { by, commandId }),
      settle: outcome.resolve,
    });
    return outcome.promise;
  };
  const started: EntryBody = {
    type: 'session.started',
    data: {
      sessionId: newId('session'),
      roomId: settings.roomId,
      topology: 'p2p',
      policies: defaultPolicies,
      locked: false,
    },
  };
  await submit(started);
  batches.length = 0;
  const log = () => shared.sessions.get(settings.roomId)?.[0]?.entries.map(({ seq }) => seq);
  return { writer, store, shared, clock, batches, refused, lost, submit, log, settings };
}

const layout = (name: 'grid' | 'speaker'): EntryBody => ({ type: 'layout.set', data: { layout: name } });
const spoilt: EntryBody = {
  type: 'chat.sent',
  data: { messageId: newId('message'), from: newId('participant'), fromName: 'A', text: 'a\u0000b' },
};

/** Holds commits back until it is told to let them go. */
function gate(store: MemoryRoomStore) {
  const held: (() => void)[] = [];
  store.beforeCommit = () => new Promise<void>((resolve) => held.push(resolve));
  return async () => {
    await settle();
    held.shift()?.();
    await settle();
  };
}

test('RL-3 nobody is told before the commit, and the next commit takes all that came meanwhile', async () => {
  const { store, submit, batches } = await start();
  const letGo = gate(store);
  const told: string[] = [];
  const first = submit(layout('speaker')).then(() => told.push('first'));
  const rest = ['a', 'b', 'c'].map((name) => submit(layout('grid')).then(() => told.push(name)));
  await settle();
  expect(told).toEqual([]);
  await letGo();
  await first;
  expect(told).toEqual(['first']);
  await letGo();
  await Promise.all(rest);
  expect(batches).toEqual([1, 3]);
});

test('RL-42 a commit whose outcome is not known is repeated until it is, and written once', async () => {
  const { store, submit, clock, log, writer } = await start();
  let failures = 3;
  store.afterCommit = () => {
    if ((failures -= 1) >= 0) throw outOfReach();
  };
  const outcome = submit(layout('speaker'), 'one');
  await settle();
  await clock.advance(5000);
  expect(await outcome).toMatchObject({ done: true, seq: 2 });
  expect(log()).toEqual([1, 2]);
  expect(writer.view.state.layout).toBe('speaker');
});

test('RL-42 while the store is out of reach new operations are refused at once', async () => {
  const { store, submit, clock } = await start();
  store.beforeCommit = () => {
    throw outOfReach();
  };
  const underWay = submit(layout('speaker'));
  await settle();
  const refused = await submit(layout('grid'));
  expect(refused).toMatchObject({ done: false, error: { code: 'unavailable' } });
  store.beforeCommit = undefined;
  await clock.advance(2000);
  expect(await underWay).toMatchObject({ done: true });
  expect(await submit(layout('grid'))).toMatchObject({ done: true });
});

test('RL-42 an operation that the store refuses fails alone', async () => {
  const { store, submit, refused, log, writer, lost } = await start();
  const letGo = gate(store);
  const first = submit(layout('speaker'));
  const others = [submit(layout('grid')), submit(spoilt, 'bad'), submit(layout('speaker'))];
  await letGo();
  store.beforeCommit = undefined;
  await letGo();
  const outcomes = await Promise.all([first, ...others]);
  expect(outcomes.map(({ done }) => done)).toEqual([true, true, false, true]);
  expect(outcomes[2]).toMatchObject({ error: { code: 'internal' } });
  expect(refused).toHaveLength(1);
  expect(lost).toEqual([]);
  expect(log()).toEqual([1, 2, 3, 4]);
  expect(writer.view.state.seq).toBe(4);
  expect(await submit(layout('grid'))).toMatchObject({ done: true, seq: 5 });
});

test('RL-39 a fenced writer changes nothing any more and says so once', async () => {
  const { shared, settings, submit, lost, writer, log } = await start();
  const lease = shared.leases.get(settings.roomId);
  shared.leases.set(settings.roomId, { epoch: 99, node: 'other', socketUrl: lease?.socketUrl ?? '' });
  expect(await submit(layout('speaker'))).toMatchObject({ done: false, error: { code: 'draining' } });
  expect(await submit(layout('speaker'))).toMatchObject({ done: false, error: { code: 'draining' } });
  expect(lost).toEqual(['fenced']);
  expect(log()).toEqual([1]);
  expect(writer.view.state).toMatchObject({ seq: 1, layout: 'grid' });
});

test('a decision that throws fails alone', async () => {
  const { writer, submit } = await start();
  const outcome = Promise.withResolvers<Settled>();
  writer.submit({
    decide: () => {
      throw new Error('a mistake of ours');
    },
    settle: outcome.resolve,
  });
  expect(await outcome.promise).toMatchObject({ done: false, error: new CloudMeetError('internal') });
  expect(await submit(layout('speaker'))).toMatchObject({ done: true });
});

test('RL-28 what comes after the end of a session is decided for the next one', async () => {
  const { store, writer, submit } = await start();
  const letGo = gate(store);
  const seen: boolean[] = [];
  void submit(layout('speaker'));
  void submit({ type: 'session.ended', data: { reason: 'ended-by-host' } });
  writer.submit({
    decide: ({ state }) => {
      seen.push(isLive(state));
      return { entries: [] };
    },
    settle: () => undefined,
  });
  await letGo();
  await letGo();
  await settle();
  expect(seen).toEqual([false]);
});

test('a stopped writer refuses what waits and what comes', async () => {
  const { store, writer, submit } = await start();
  gate(store);
  void submit(layout('speaker'));
  const waiting = submit(layout('grid'));
  await settle();
  writer.stop();
  expect(await waiting).toMatchObject({ done: false, error: { code: 'draining' } });
  expect(await submit(layout('grid'))).toMatchObject({ done: false, error: { code: 'draining' } });
});
