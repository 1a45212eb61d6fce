import { CloudMeetError, defaultPolicies, newId } from '@cloudmeet/contracts';
import type { Entry, EntryBody, Participant, RoomMode, ToMediaNode } from '@cloudmeet/contracts';
import { FakeClock, settle } from '@cloudmeet/testing';
import { expect, test } from 'vitest';
import { timestamp } from '../clock.ts';
import type { MediaPlane, MixEvents, MixWish } from '../media/media-plane.ts';
import { numberEntries } from '../room/advance.ts';
import { foldEntry } from '../room/fold-entry.ts';
import { initialTopology, restingView } from '../room/room-view.ts';
import type { RoomSettings, RoomView } from '../room/room-view.ts';
import { createMediaLadder, restMs } from './media-ladder.ts';
import { RoomLadder } from './room-ladder.ts';

type RoomMessage = Extract<ToMediaNode, { t: 'room' }>;
interface Held {
  wish: MixWish;
  events: MixEvents;
  how: 'runs' | 'ended' | 'letGo';
  /** The room as the node was told, newest last. */
  told: RoomMessage[];
}

/** A plane whose only node does what the test says. */
function fakePlane() {
  const held: Held[] = [];
  const plane = { isOpen: true, asked: 0, held };
  const take = (wish: MixWish, events: MixEvents) => {
    const one: Held = { wish, events, how: 'runs', told: [] };
    held.push(one);
    const leave = (how: Exclude<Held['how'], 'runs'>) => () => {
      if (one.how === 'runs') one.how = how;
    };
    return {
      mixer: wish.mixer,
      nodeId: 'media_1',
      send: (message: ToMediaNode) => {
        if (message.t === 'room') one.told.push(message);
      },
      end: leave('ended'),
      letGo: leave('letGo'),
    };
  };
  const port: MediaPlane = {
    get isOpen() {
      return plane.isOpen;
    },
    place: async (wish, events) => {
      plane.asked += 1;
      if (!plane.isOpen) throw new CloudMeetError('media-full');
      return take(wish, events);
    },
    find: async () => undefined,
  };
  return { plane, port };
}

async function room(mode: RoomMode) {
  const settings: RoomSettings = {
    ...{
      tenantId: newId('tenant'),
      tenantName: 'Acme',
      theme: {},
      roomId: newId('room'),
      name: 'Room',
      mode,
    },
    ...{ maxParticipants: 100, lobby: false, recording: {}, policies: defaultPolicies, test: true },
    policyLimits: defaultPolicies,
  };
  const clock = new FakeClock();
  const { plane, port } = fakePlane();
  const connected = new Set<string>();
  const log: Entry[] = [];
  let view: RoomView = restingView(settings, connected);
  const write = (bodies: readonly EntryBody[]) => {
    const entries = numberEntries(view, { entries: bodies }, { at: timestamp(clock) });
    view = entries.reduce(foldEntry, view);
    log.push(...entries);
    if (entries.length > 0) ladder.changed(entries);
  };
  const context = { newId: (kind: 'session') => newId(kind), at: '', ladder: createMediaLadder(() => true) };
  const ladder: RoomLadder = new RoomLadder({
    ...{ clock, plane: port, tenantId: settings.tenantId, view: () => view, iceServers: () => [] },
    submit: async (decide) => {
      const decided = decide(view, { ...context, newId: (kind) => newId(kind), at: timestamp(clock) });
      if (!(decided instanceof CloudMeetError)) write(decided.entries);
    },
    tell: () => undefined,
    tellAll: () => undefined,
    failed: (error) => expect(error).toBeUndefined(),
  });
  const { roomId, policies } = settings;
  const started = { sessionId: newId('session'), roomId, topology: initialTopology(mode), policies };
  write([{ type: 'session.started', data: { ...started, locked: false } }]);
  await settle();
  const people: string[] = [];
  const join = async (count: number) => {
    for (let index = 0; index < count; index += 1) {
      const id = newId('participant');
      people.push(id);
      connected.add(id);
      const person = { id, userId: id, name: 'Anna', role: 'host' as const, joinedAt: timestamp(clock) };
      const participant = { ...person, audio: true, video: true, screen: false, granted: [] };
      write([{ type: 'participant.joined', data: { participant } }]);
    }
    await clock.advance(0);
  };
  const mute = async (count: number) => {
    for (const participantId of people.slice(-count))
      write([{ type: 'media.changed', data: { participantId, audio: false, video: false } }]);
    await clock.advance(0);
  };
  const allReady = async () => {
    const { preparing, mixer } = view.state;
    for (const id of people) if (preparing) ladder.markReady(id, { topology: preparing, mixer });
    await clock.advance(0);
  };
  const steps = () =>
    log.flatMap(({ type, data }) => {
      if (!/^(topology|mixer)/.test(type)) return [];
      return [`${type.split('.')[1] ?? ''} ${'reason' in data ? data.reason : ''}`];
    });
  const state = () => view.state;
  return { ladder, clock, plane, join, mute, allReady, steps, people, state, connected, write };
}

test('RL-49 a room steps up at seven and down after half a minute of four, and the mix goes on for a moment', async () => {
  const { clock, plane, join, mute, allReady, steps, state } = await room('auto');
  await join(6);
  expect(plane.asked).toBe(0);
  await join(1);
  expect(state()).toMatchObject({ topology: 'p2p', preparing: 'mixed', mixer: { generation: 1 } });
  await allReady();
  expect(state()).toMatchObject({ topology: 'mixed', preparing: null });
  await mute(3);
  await clock.advance(29_900);
  expect(state().preparing).toBeNull();
  await clock.advance(200);
  expect(state()).toMatchObject({ topology: 'mixed', preparing: 'p2p' });
  await allReady();
  expect(state()).toMatchObject({ topology: 'p2p', mixer: null });
  expect(plane.held[0]?.how).toBe('runs');
  await clock.advance(3100);
  expect(plane.held[0]?.how).toBe('ended');
  expect(steps()).toEqual([
    ...['preparing many-publishers', 'changed many-publishers'],
    ...['preparing few-publishers', 'changed few-publishers'],
  ]);
});

test('RL-49 people who come and go around the limit do not move the room', async () => {
  const { clock, join, mute, allReady, steps } = await room('auto');
  await join(7);
  await allReady();
  for (let round = 0; round < 20; round += 1) {
    await mute(2);
    await clock.advance(20_000);
    await join(2);
    await clock.advance(5000);
  }
  expect(steps()).toEqual(['preparing many-publishers', 'changed many-publishers']);
});

const recordingId = newId('recording');
const recorded: EntryBody = {
  type: 'recording.requested',
  data: { recordingId, audioOnly: false, by: null, requiresConsent: false },
};

test('RL-64 a room of one is mixed while it is recorded, and steps down half a minute after', async () => {
  const { clock, join, allReady, steps, state, ladder, write } = await room('auto');
  await join(1);
  expect(ladder.place).toBeNull();
  write([recorded]);
  await clock.advance(0);
  expect(state()).toMatchObject({ topology: 'p2p', preparing: 'mixed' });
  await allReady();
  expect(ladder.place).toEqual({ nodeId: 'media_1', mixerId: state().mixer?.id });
  await clock.advance(120_000);
  expect(state()).toMatchObject({ topology: 'mixed', preparing: null });
  write([{ type: 'recording.stopped', data: { recordingId, reason: 'requested' } }]);
  await clock.advance(29_900);
  expect(state().preparing).toBeNull();
  await clock.advance(200);
  expect(state().preparing).toBe('p2p');
  await allReady();
  expect(ladder.place).toBeNull();
  expect(steps()).toEqual([
    ...['preparing recording', 'changed recording', 'preparing few-publishers', 'changed few-publishers'],
  ]);
});

test('RL-64 a step down is given up when a recording begins meanwhile', async () => {
  const { clock, join, mute, allReady, steps, state, write } = await room('auto');
  await join(7);
  await allReady();
  await mute(6);
  await clock.advance(31_000);
  expect(state().preparing).toBe('p2p');
  write([recorded]);
  await clock.advance(0);
  expect(state()).toMatchObject({ topology: 'mixed', preparing: null });
  expect(steps().at(-1)).toBe('kept recording');
});

test('RL-64 a recorded room without a media node is told once that nothing is recorded, until it is mixed', async () => {
  const { clock, plane, join, allReady, steps, state, write } = await room('auto');
  await join(1);
  plane.isOpen = false;
  write([recorded]);
  await clock.advance(10_000);
  expect(state().recording?.unmixed).toBe('media-full');
  expect(steps()).toEqual(['kept media-full']);
  plane.isOpen = true;
  await clock.advance(6000);
  expect(state()).toMatchObject({ preparing: 'mixed', recording: { unmixed: 'media-full' } });
  await allReady();
  expect(state().topology).toBe('mixed');
  expect(state().recording?.unmixed).toBeUndefined();
});

test('RL-64 a recorded room whose step was given up is told why, until it is mixed', async () => {
  const { clock, join, allReady, state, write } = await room('auto');
  await join(2);
  write([recorded]);
  await clock.advance(0);
  await clock.advance(15_100);
  expect(state()).toMatchObject({ topology: 'p2p', recording: { unmixed: 'not-ready' } });
  await clock.advance(restMs);
  expect(state().preparing).toBe('mixed');
  await allReady();
  expect(state().recording?.unmixed).toBeUndefined();
});

test('RL-63 who watches the stream is neither waited for nor told to the media node', async () => {
  const { ladder, plane, clock, join, people, state, write } = await room('auto');
  await join(1);
  const [someone] = Object.values(state().participants);
  if (!someone) throw new Error('Nobody is in the room.');
  const viewer: Participant = {
    ...{ ...someone, id: newId('participant'), audio: false, video: false, receive: 'stream' },
  };
  write([{ type: 'participant.joined', data: { participant: viewer } }]);
  write([recorded]);
  await clock.advance(0);
  ladder.markReady(people[0] ?? '', { topology: 'mixed', mixer: state().mixer });
  await clock.advance(0);
  expect(state().topology).toBe('mixed');
  expect(plane.held[0]?.wish.participants).toBe(1);
  expect(plane.held[0]?.told.at(-1)?.people.map(({ participantId }) => participantId)).toEqual(people);
});

test('RL-48 a step that nobody is ready for is given up after 15 s, and begun again after a rest', async () => {
  const { clock, plane, join, steps, state } = await room('auto');
  await join(8);
  await clock.advance(14_900);
  expect(state().preparing).toBe('mixed');
  await clock.advance(200);
  expect(state()).toMatchObject({ topology: 'p2p', preparing: null, mixer: null });
  expect(Object.values(state().participants).filter(({ audio }) => audio)).toHaveLength(6);
  expect(plane.held[0]?.how).toBe('ended');
  await clock.advance(60_000);
  expect(plane.asked).toBe(1);
  await join(1);
  expect(state()).toMatchObject({ preparing: 'mixed', mixer: { generation: 2 } });
  expect(steps()).toEqual(['preparing many-publishers', 'kept not-ready', 'preparing many-publishers']);
});

test('RL-47 those who are away are not waited for', async () => {
  const { ladder, connected, people, join, state, clock } = await room('auto');
  await join(7);
  const [away, ...here] = people;
  const { mixer } = state();
  for (const id of here) ladder.markReady(id, { topology: 'mixed', mixer });
  await clock.advance(100);
  expect(state().preparing).toBe('mixed');
  connected.delete(away ?? '');
  ladder.consider();
  await clock.advance(0);
  expect(state()).toMatchObject({ topology: 'mixed', preparing: null });
});

test('RL-50 without a node a mixed room asks again, less and less often, and says so once', async () => {
  const { clock, plane, join, steps, state } = await room('mixed');
  plane.isOpen = false;
  plane.held[0]?.events.lost('node-lost');
  await join(7);
  await clock.advance(60_000);
  expect(plane.asked).toBeLessThan(10);
  expect(state().mixer).toBeNull();
  plane.isOpen = true;
  await clock.advance(31_000);
  expect(state().mixer).not.toBeNull();
  expect(steps().filter((step) => step === 'assigned media-full')).toHaveLength(1);
  expect(steps().at(-1)).toBe('assigned media-available');
});

test('RL-54 a room that is given up leaves its mix to whoever writes it next', async () => {
  const { ladder, plane, clock, join } = await room('mixed');
  await join(1);
  ladder.close();
  ladder.close();
  expect(plane.held[0]?.how).toBe('letGo');
  expect(clock.pendingTimers).toBe(0);
});
