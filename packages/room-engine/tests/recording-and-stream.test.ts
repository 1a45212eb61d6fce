import { describe, expect, test } from 'vitest';
import { newId } from '@cloudmeet/contracts';
import type { EntryBody } from '@cloudmeet/contracts';
import { selectCan, selectConsentWanted, selectViewerCount, selectWay } from '../src/index.ts';
import { supportFound } from '../src/store/media-slice.ts';
import { streamChanged } from '../src/store/stream-slice.ts';
import type { ModelVisit } from './fakes/model-visit.ts';
import { closeVisitsAfterEach, haveAllPartsFetched, inside } from './fakes/visits.ts';

haveAllPartsFetched();
closeVisitsAfterEach();

const recordingId = newId('recording');
const streamId = newId('stream');
const requested = { recordingId, audioOnly: false, by: 'Maya', requiresConsent: false };

async function happens(visit: ModelVisit, ...bodies: EntryBody[]): Promise<string[]> {
  visit.heard();
  for (const body of bodies) visit.browser.server.append(body);
  await visit.pass(50);
  return visit.heard();
}

/** Somebody whose token says that they only watch. */
async function watching(): Promise<ModelVisit> {
  const visit = await inside();
  const me = visit.state.room.participants[visit.me];
  if (!me) throw new Error('Nobody joined.');
  await happens(visit, { type: 'participant.joined', data: { participant: { ...me, receive: 'stream' } } });
  return visit;
}

describe('a recording', () => {
  test('is told when it runs, and when it stopped with why', async () => {
    const visit = await inside();
    expect(await happens(visit, { type: 'recording.requested', data: requested })).toEqual([]);
    visit.browser.server.append({ type: 'recording.started', data: { recordingId } });
    await visit.pass(50);
    expect(visit.told.at(-1)).toMatchObject({
      name: 'recording-started',
      payload: { recordingId, startedBy: 'Maya', audioOnly: false },
    });
    visit.browser.server.append({ type: 'recording.stopped', data: { recordingId, reason: 'stopped' } });
    await visit.pass(50);
    expect(visit.told.at(-1)).toEqual({
      name: 'recording-stopped',
      payload: { recordingId, reason: 'stopped' },
    });
  });

  test('that never began is an error alone; one that broke off is an error and stopped', async () => {
    const visit = await inside();
    const failed = {
      type: 'recording.failed',
      data: { recordingId, code: 'disk-full', detail: 'No space.' },
    } as const;
    expect(await happens(visit, { type: 'recording.requested', data: requested }, failed)).toEqual([
      'recording-error',
    ]);
    const began = { type: 'recording.started', data: { recordingId } } as const;
    expect(await happens(visit, { type: 'recording.requested', data: requested }, began, failed)).toEqual([
      'recording-started',
      'recording-error',
      'recording-stopped',
    ]);
  });

  test('asks for consent only where the room wants it, and not those who gave it', async () => {
    const visit = await inside();
    await happens(visit, { type: 'recording.requested', data: requested });
    expect(selectConsentWanted(visit.state)).toBe(false);
    await happens(
      visit,
      { type: 'recording.stopped', data: { recordingId, reason: 'stopped' } },
      { type: 'recording.requested', data: { ...requested, requiresConsent: true } },
    );
    expect(selectConsentWanted(visit.state)).toBe(true);
    await happens(visit, { type: 'recording.consented', data: { participantId: visit.me } });
    expect(selectConsentWanted(visit.state)).toBe(false);
  });
});

describe('a stream', () => {
  const begins: EntryBody[] = [
    { type: 'stream.requested', data: { streamId, by: null, targets: [], hls: true } },
    { type: 'stream.started', data: { streamId, hlsUrl: 'https://cdn.example.com/live.m3u8' } },
  ];

  test('is told with where it is watched, and when it ended', async () => {
    const visit = await inside();
    expect(await happens(visit, ...begins)).toEqual(['live-streaming-started']);
    expect(visit.state.room.stream?.hlsUrl).toBe('https://cdn.example.com/live.m3u8');
    expect(await happens(visit, { type: 'stream.stopped', data: { streamId, reason: 'stopped' } })).toEqual([
      'live-streaming-stopped',
    ]);
  });

  test('is waited for by those who watch, who have no connection, no camera and count as viewers', async () => {
    const visit = await watching();
    visit.browser.server.guest();
    await visit.pass(50);
    expect([selectWay(visit.state), visit.state.stream.status]).toEqual(['stream', 'waiting']);
    expect(selectViewerCount(visit.state)).toBe(1);
    expect(selectCan(visit.state, 'media.publish', 'audio')).toBe(false);
    expect(selectCan(visit.state, 'hand.raise')).toBe(true);
    expect(visit.state.peers.byId).toEqual({});
  });

  test('is left for the room by who is invited, and watched again when that is taken back', async () => {
    const visit = await watching();
    const grant = { participantId: visit.me, permissions: ['media.publish' as const] };
    await happens(visit, { type: 'participant.granted', data: grant });
    expect([selectWay(visit.state), selectCan(visit.state, 'media.publish', 'audio')]).toEqual(['p2p', true]);
    await happens(visit, { type: 'participant.ungranted', data: grant });
    expect([selectWay(visit.state), visit.state.stream.status]).toEqual(['stream', 'waiting']);
  });

  test('that ends is over for those who watched when what was under way was shown, or after some seconds', async () => {
    const visit = await watching();
    await happens(visit, ...begins);
    visit.room.store.dispatch(streamChanged({ status: 'playing' }));
    await happens(visit, { type: 'stream.stopped', data: { streamId, reason: 'stopped' } });
    expect(visit.state.stream.status).toBe('playing');
    await visit.pass(5_000);
    expect(visit.state.stream.status).toBe('ended');
  });

  test('that ends is over at once for those to whom nothing of it plays', async () => {
    const visit = await watching();
    await happens(visit, ...begins);
    await happens(visit, { type: 'stream.stopped', data: { streamId, reason: 'stopped' } });
    expect(visit.state.stream.status).toBe('ended');
  });

  test('is all that a browser without WebRTC has, also when it was invited in', async () => {
    const visit = await watching();
    visit.room.store.dispatch(supportFound(false));
    const grant = { participantId: visit.me, permissions: ['media.publish' as const] };
    await happens(visit, { type: 'participant.granted', data: grant });
    expect([selectWay(visit.state), visit.state.peers.byId]).toEqual(['stream', {}]);
  });
});
