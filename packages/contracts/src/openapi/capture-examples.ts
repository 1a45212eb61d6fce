import type { Recording } from '../rest/recordings.ts';
import type { Stream } from '../rest/streams.ts';

const at = '2026-11-21T09:30:00.000Z';
const ids = { roomId: 'rm_7Hq2vMx9TtKe4LbN0cWdPzRs', sessionId: 'ses_Q9wErT5yUiOpAs3DfGhJkLzX' };
const startedBy = { kind: 'api', id: 'key_Z1xCvBnM6aSdFgHjKlQ3wErT', name: 'Production server' } as const;

const queued: Recording = {
  ...{ id: 'rec_H4jKlQwErTM2nBvCxZ8aSdFg', ...ids, status: 'queued', queuePosition: 1 },
  ...{ audioOnly: false, audioCodec: 'aac' },
  ...{ startedBy, createdAt: at, startedAt: null, stoppedAt: null, readyAt: null, durationSeconds: null },
  ...{ bytes: null, sha256: null, contentType: null, chapters: [], gaps: [], participants: [] },
  ...{ failure: null, expiresAt: null },
};
const running: Recording = { ...queued, status: 'recording', queuePosition: null, startedAt: at };
const stopped: Recording = { ...running, status: 'processing', stoppedAt: '2026-11-21T10:00:00.000Z' };
const ready: Recording = {
  ...{ ...stopped, status: 'ready', readyAt: '2026-11-21T10:00:09.000Z', durationSeconds: 1800 },
  ...{ bytes: 270_000_000, contentType: 'video/mp4' },
  sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
  chapters: [{ startSeconds: 0, title: 'Start' }],
  participants: [{ userId: 'user-17', name: 'Anna Papadaki' }],
};

const stream: Stream = {
  ...{ id: 'str_T5yUiOpAs3DfGhJkLzXcVbNm', ...ids, status: 'live', viewers: 812 },
  hls: { url: 'https://streams.example.com/hls/str_T5yUiOpAs3DfGhJkLzXcVbNm/8Kd2vMx9TtKe/live.m3u8' },
  targets: [{ id: 't1', host: 'live.example.com', status: 'live', detail: null, since: at }],
  ...{ startedBy, createdAt: at, startedAt: at, endedAt: null, failure: null },
};
const page = <Item>(item: Item) => ({ data: [item], nextCursor: null });

/** Examples of recordings and streams, by operationId. */
export const captureExamples = {
  startRecording: { body: { layout: 'speaker' as const }, response: queued },
  listRecordings: { response: page(ready) },
  getRecording: { response: ready },
  stopRecording: { response: stopped },
  downloadRecording: {
    response: {
      url: 'https://api.example.com/objects/recordings/rec_H4jKlQwErTM2nBvCxZ8aSdFg.mp4?expires=1795257009&signature=c2ln',
      receiptUrl:
        'https://api.example.com/objects/recordings/rec_H4jKlQwErTM2nBvCxZ8aSdFg.receipt.json?expires=1795257009&signature=c2ln',
      expiresAt: '2026-11-21T10:30:00.000Z',
    },
  },
  deleteRecording: {},
  startStream: {
    body: { rtmpUrls: ['rtmps://live.example.com/app/stream-key'], hls: true },
    response: { ...stream, status: 'queued' as const, hls: null, startedAt: null, viewers: 0 },
  },
  listStreams: { response: page(stream) },
  getStream: { response: stream },
  stopStream: { response: stream },
};
