import { expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { defaultPolicies } from '../roles/policies.ts';
import { commandSpecs } from './commands.ts';
import { entrySchema } from './entries.ts';
import type { EntryBody } from './entries.ts';
import { emptyRoomState, reduceRoom } from './reduce.ts';
import { roomStateSchema } from './state.ts';

const at = '2026-01-01T00:00:00.000Z';
const recordingId = newId('recording');
const streamId = newId('stream');
const ann = newId('participant');
const started: EntryBody = {
  type: 'session.started',
  data: {
    ...{ sessionId: newId('session'), roomId: newId('room'), topology: 'p2p', locked: false },
    policies: defaultPolicies,
  },
};
const joined = (receive?: 'stream'): EntryBody => ({
  type: 'participant.joined',
  data: {
    participant: {
      ...{ id: ann, userId: 'ann', name: 'Ann', role: 'attendee', joinedAt: at, audio: false, video: false },
      ...{ screen: false, granted: [], ...(receive ? { receive } : {}) },
    },
  },
});
const requested: EntryBody = {
  type: 'recording.requested',
  data: { recordingId, audioOnly: false, by: 'Ann', requiresConsent: true },
};
const streaming: EntryBody = {
  type: 'stream.requested',
  data: { streamId, by: null, targets: [{ id: 't1', host: 'live.example.com' }], hls: true },
};

function fold(...bodies: EntryBody[]) {
  return bodies.reduce((state, body, index) => {
    const next = reduceRoom(state, entrySchema.parse({ ...body, seq: index + 1, at }));
    expect(roomStateSchema.safeParse(next).error).toBeUndefined();
    return next;
  }, emptyRoomState);
}

it('a recording goes from starting over recording and stopping to nothing', () => {
  const statusAfter = (...more: EntryBody[]) => fold(started, requested, ...more).recording?.status;
  const runs: EntryBody = { type: 'recording.started', data: { recordingId } };
  const stopping: EntryBody = { type: 'recording.stopping', data: { recordingId, reason: 'requested' } };
  expect(statusAfter()).toBe('starting');
  expect(statusAfter(runs)).toBe('recording');
  expect(statusAfter(runs, stopping)).toBe('stopping');
  expect(statusAfter(stopping, runs)).toBe('stopping');
  expect(
    statusAfter(runs, { type: 'recording.stopped', data: { recordingId, reason: 'x' } }),
  ).toBeUndefined();
  expect(fold(started, requested, runs, runs).recording?.startedAt).toBe(at);
});

it('what is told of another recording or stream changes nothing', () => {
  const state = fold(started, requested, streaming);
  const others: EntryBody[] = [
    { type: 'recording.failed', data: { recordingId: newId('recording'), code: 'c', detail: 'd' } },
    { type: 'stream.stopped', data: { streamId: newId('stream'), reason: 'x' } },
  ];
  for (const body of others) expect({ ...reduceRoom(state, { ...body, seq: 4, at }), seq: 3 }).toEqual(state);
});

it('a stream shows where it plays and how its targets are, and ends with the session', () => {
  const live = fold(
    started,
    streaming,
    { type: 'stream.started', data: { streamId, hlsUrl: 'https://s.example.com/live.m3u8' } },
    {
      type: 'stream.changed',
      data: { streamId, targets: [{ id: 't1', host: 'live.example.com', status: 'live' }] },
    },
  );
  expect(live.stream).toMatchObject({ status: 'live', hlsUrl: 'https://s.example.com/live.m3u8' });
  expect(live.stream?.targets).toEqual([{ id: 't1', host: 'live.example.com', status: 'live' }]);
  const ended = reduceRoom(live, { type: 'session.ended', data: { reason: 'empty' }, seq: 5, at });
  expect(ended).toMatchObject({ stream: null, recording: null });
});

it('who watches the stream becomes a participant by being invited, and a viewer again when it is taken back', () => {
  const data = { participantId: ann, permissions: ['media.publish' as const] };
  const granted: EntryBody = { type: 'participant.granted', data };
  const taken: EntryBody = { type: 'participant.ungranted', data };
  const receive = (...bodies: EntryBody[]) => fold(started, ...bodies).participants[ann]?.receive;
  expect(receive(joined('stream'), granted)).toBe('auto');
  expect(receive(joined('stream'), granted, taken)).toBe('stream');
  expect(receive(joined(), granted, taken)).toBeUndefined();
});

it('agreeing to be recorded is of the person, and of nobody who is gone', () => {
  const agreed: EntryBody = { type: 'recording.consented', data: { participantId: ann } };
  expect(fold(started, joined(), agreed).participants[ann]?.consented).toBe(true);
  expect(fold(started, agreed).participants).toEqual({});
});

it.each(['https://x.example/app/key', 'rtmp://x.example', 'rtmp://u:p@x.example/app/key', 'rtmp:///app'])(
  '%s is no place to stream to',
  (url) => {
    expect(commandSpecs['stream.start'].args.safeParse({ rtmpUrls: [url] }).success).toBe(false);
  },
);

it('a stream has some way out', () => {
  const { args } = commandSpecs['stream.start'];
  expect(args.safeParse({}).success).toBe(true);
  expect(args.safeParse({ rtmpUrls: ['rtmp://x.example/app/key'] }).success).toBe(true);
  expect(args.safeParse({ hls: false }).success).toBe(false);
});

it('RL-64 says why nothing is captured while the room is not mixed, for as long as it is not', () => {
  const mixer = { id: newId('mixer'), generation: 1 };
  const kept: EntryBody = { type: 'topology.kept', data: { reason: 'not-ready' } };
  const mixed: EntryBody = {
    type: 'topology.changed',
    data: { from: 'p2p', to: 'mixed', reason: 'recording' },
  };
  const unmixedAfter = (...more: EntryBody[]) => {
    const { recording, stream } = fold(started, requested, streaming, ...more);
    return [recording?.unmixed, stream?.unmixed];
  };
  expect(unmixedAfter()).toEqual([undefined, undefined]);
  expect(unmixedAfter(kept)).toEqual(['not-ready', 'not-ready']);
  expect(unmixedAfter(kept, mixed)).toEqual([undefined, undefined]);
  const lost: EntryBody = { type: 'mixer.assigned', data: { mixer: null, reason: 'media-full' } };
  expect(unmixedAfter(mixed, lost)).toEqual(['media-full', 'media-full']);
  const found: EntryBody = { type: 'mixer.assigned', data: { mixer, reason: 'media-available' } };
  expect(unmixedAfter(mixed, lost, found)).toEqual([undefined, undefined]);
  expect(unmixedAfter(mixed, kept)).toEqual([undefined, undefined]);
});
