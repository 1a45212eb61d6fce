import { expect, test } from 'vitest';
import type { StatsPort } from '../../ports/peer-port.ts';
import { sampleLink } from './link-stats.ts';

const report = (...entries: Record<string, unknown>[]): StatsPort => ({
  forEach: (each) => entries.forEach(each),
});

const chromium = (at: { bytes: number; received: number; lost: number; frames: number }): StatsPort =>
  report(
    {
      id: 'o1',
      type: 'outbound-rtp',
      kind: 'video',
      bytesSent: at.bytes,
      qualityLimitationReason: 'bandwidth',
    },
    { id: 'o2', type: 'outbound-rtp', kind: 'audio', bytesSent: 0, qualityLimitationReason: 'none' },
    {
      id: 'i1',
      type: 'inbound-rtp',
      kind: 'video',
      bytesReceived: at.bytes,
      packetsReceived: at.received,
      packetsLost: at.lost,
      framesDecoded: at.frames,
      frameWidth: 640,
      frameHeight: 360,
      jitter: 0.012,
    },
    { id: 'r1', type: 'remote-inbound-rtp', kind: 'video', fractionLost: 0.05, roundTripTime: 0.12 },
    {
      id: 'p1',
      type: 'candidate-pair',
      nominated: true,
      state: 'succeeded',
      localCandidateId: 'l1',
      remoteCandidateId: 'x',
    },
    { id: 'l1', type: 'local-candidate', candidateType: 'relay' },
  );

test('two readings give rates, loss, delay and whether it is relayed', () => {
  const first = sampleLink(chromium({ bytes: 0, received: 0, lost: 0, frames: 0 }), 1_000, undefined);
  const { stats } = sampleLink(
    chromium({ bytes: 250_000, received: 190, lost: 10, frames: 60 }),
    3_000,
    first.reading,
  );
  expect(stats).toEqual({
    sentKbps: 1_000,
    receivedKbps: 1_000,
    sentLoss: 0.05,
    receivedLoss: 0.05,
    rttMs: 120,
    jitterMs: 12,
    framesPerSecond: 30,
    frameWidth: 640,
    frameHeight: 360,
    relayed: true,
    limitedBy: 'bandwidth',
  });
});

test('the first reading claims no rates', () => {
  const { stats } = sampleLink(
    chromium({ bytes: 9_000_000, received: 5, lost: 5, frames: 60 }),
    1_000,
    undefined,
  );
  expect(stats).toMatchObject({ sentKbps: 0, receivedKbps: 0, receivedLoss: 0, framesPerSecond: null });
});

test('a browser that tells little, and one that tells nonsense, make no figures up', () => {
  const { stats } = sampleLink(
    report({ id: 'x', type: 'inbound-rtp', jitter: 'much' }, { id: 7 }, {}),
    0,
    undefined,
  );
  expect(stats).toMatchObject({
    rttMs: null,
    jitterMs: null,
    framesPerSecond: null,
    relayed: false,
    limitedBy: null,
  });
});

test('a renewed connection, whose counters begin anew, gives no negative rates', () => {
  const before = sampleLink(
    chromium({ bytes: 500_000, received: 500, lost: 50, frames: 100 }),
    0,
    undefined,
  ).reading;
  const { stats } = sampleLink(chromium({ bytes: 1_000, received: 5, lost: 0, frames: 2 }), 2_000, before);
  expect(Math.min(stats.sentKbps, stats.receivedKbps, stats.receivedLoss, stats.framesPerSecond ?? 0)).toBe(
    0,
  );
});

test('Firefox marks its pair as selected', () => {
  const { stats } = sampleLink(
    report(
      {
        id: 'p1',
        type: 'candidate-pair',
        selected: true,
        localCandidateId: 'l1',
        remoteCandidateId: 'r1',
        currentRoundTripTime: 0.03,
      },
      { id: 'l1', type: 'local-candidate', candidateType: 'host' },
      { id: 'r1', type: 'remote-candidate', candidateType: 'relay' },
    ),
    0,
    undefined,
  );
  expect(stats).toMatchObject({ rttMs: 30, relayed: true });
});
