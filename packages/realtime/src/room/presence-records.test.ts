import { defaultPolicies, newId } from '@cloudmeet/contracts';
import type { Entry, EntryBody, Participant } from '@cloudmeet/contracts';
import { FakeClock, settle } from '@cloudmeet/testing';
import { expect, test } from 'vitest';
import { PresenceBoard } from '../fanout/presence-board.ts';
import { PresenceRecords } from './presence-records.ts';
import { restingView } from './room-view.ts';
import type { RoomView } from './room-view.ts';

const at = '2027-01-15T08:00:00.000Z';
const [ann, ben] = [newId('participant'), newId('participant')];
const person = (id: string): Participant => ({
  ...{ id, userId: id, name: 'Ann', role: 'attendee', joinedAt: at, granted: [] },
  ...{ audio: false, video: false, screen: false },
});

function viewOf(ids: readonly string[]): RoomView {
  const view = restingView(
    {
      ...{ tenantId: newId('tenant'), tenantName: 'Acme', theme: {}, roomId: newId('room'), name: 'Room' },
      ...{ mode: 'auto', maxParticipants: 100, lobby: false, recording: {}, policies: defaultPolicies },
      policyLimits: defaultPolicies,
      test: true,
    },
    new Set(),
  );
  const participants = Object.fromEntries(ids.map((id) => [id, person(id)]));
  return { ...view, state: { ...view.state, participants } };
}

function recorded(entries: readonly Entry[] = []) {
  const clock = new FakeClock();
  const presence = new PresenceBoard();
  const written: EntryBody[] = [];
  const room = { isWritable: true, ids: [ann, ben] };
  const ladder = { publishersMax: () => 6, publishersEver: () => 6 };
  const records = new PresenceRecords({
    ...{ clock, presence, entries },
    submit: async (decide) => {
      if (!room.isWritable) throw new Error('The store is away.');
      const outcome = decide(viewOf(room.ids), { at, newId, ladder });
      if ('entries' in outcome) written.push(...outcome.entries);
    },
  });
  const set = (id: string, change: Parameters<PresenceBoard['set']>[1]) => {
    if (presence.set(id, change)) records.marked();
  };
  return { clock, records, set, written, room };
}

test('RL-70 what lasts is written once, for everybody it changed for', async () => {
  const { clock, set, written } = recorded();
  set(ann, { quality: 'poor' });
  set(ben, { connected: false });
  await clock.advance(1999);
  expect(written).toEqual([]);
  await clock.advance(10_000);
  expect(written).toEqual([
    { type: 'presence.changed', data: { participantId: ann, connected: true, quality: 'poor' } },
    { type: 'presence.changed', data: { participantId: ben, connected: false, quality: 'good' } },
  ]);
  expect(clock.pendingTimers).toBe(0);
});

test('RL-70 what is over within two seconds is not worth a record', async () => {
  const { clock, set, written } = recorded();
  set(ann, { connected: false });
  await clock.advance(1000);
  set(ann, { connected: true });
  await clock.advance(10_000);
  expect(written).toEqual([]);
});

test('RL-70 nobody floods the log, and in the end it says what is so', async () => {
  const { clock, records, set, written } = recorded();
  for (let n = 0; n < 100; n += 1) {
    set(ann, { quality: n % 2 === 0 ? 'poor' : 'good' });
    records.deviceFailed(ann, { device: 'camera', code: 'permission-denied' });
    await clock.advance(2000);
  }
  // twelve at once and one in five seconds
  expect(written.length).toBeLessThanOrEqual(12 + 200 / 5);
  set(ann, { quality: 'fair' });
  await clock.advance(60_000);
  expect(written.at(-1)).toMatchObject({ data: { participantId: ann, quality: 'fair' } });
  records.deviceFailed(ben, { device: 'microphone', code: 'device-in-use' });
  await settle();
  expect(written.at(-1)).toMatchObject({ type: 'device.failed', data: { participantId: ben } });
});

test('RL-70 nothing is written of those who are gone, and a store that is away is tried again', async () => {
  const { clock, set, written, room } = recorded();
  room.isWritable = false;
  set(ann, { quality: 'poor' });
  await clock.advance(10_000);
  expect(written).toEqual([]);
  room.isWritable = true;
  room.ids = [ben];
  await clock.advance(10_000);
  expect(written).toEqual([]);
  room.ids = [ann, ben];
  set(ann, { quality: 'fair' });
  await clock.advance(60_000);
  expect(written).toHaveLength(1);
});

test('RL-70 a node that takes the room over goes on from what the log says', async () => {
  const data = { participantId: ann, connected: true, quality: 'poor' } as const;
  const { clock, set, written } = recorded([{ seq: 4, at, type: 'presence.changed', data }]);
  set(ann, { quality: 'poor' });
  await clock.advance(10_000);
  expect(written).toEqual([]);
  set(ann, { quality: 'good' });
  await clock.advance(10_000);
  expect(written).toMatchObject([{ data: { quality: 'good' } }]);
});
