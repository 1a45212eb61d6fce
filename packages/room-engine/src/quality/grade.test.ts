import { expect, test } from 'vitest';
import type { PeerStats } from '../store/peers-slice.ts';
import { gradeNetwork, readNetwork, SteadyGrade } from './grade.ts';

const path = (change: Partial<PeerStats> = {}): PeerStats => ({
  sentKbps: 800,
  receivedKbps: 800,
  sentLoss: 0,
  receivedLoss: 0,
  rttMs: 40,
  jitterMs: 3,
  framesPerSecond: 30,
  frameWidth: 1280,
  frameHeight: 720,
  relayed: false,
  limitedBy: null,
  ...change,
});

const gradeOf = (...paths: PeerStats[]) => gradeNetwork(readNetwork(paths)!);

test('without anybody there is nothing to measure', () => {
  expect(readNetwork([])).toBeNull();
});

test.each([
  ['nothing wrong', {}, 'good', null],
  ['what we send is lost', { sentLoss: 0.1 }, 'poor', 'uplink'],
  ['a little of it is lost', { sentLoss: 0.04 }, 'fair', 'uplink'],
  ['what comes is lost', { receivedLoss: 0.1 }, 'poor', 'downlink'],
  ['it takes long', { rttMs: 700 }, 'poor', 'delay'],
  ['the sender lacks bandwidth', { limitedBy: 'bandwidth' as const }, 'fair', 'uplink'],
  ['next to nothing gets out', { limitedBy: 'bandwidth' as const, sentKbps: 50 }, 'poor', 'uplink'],
  ['a busy processor is not the network', { limitedBy: 'cpu' as const }, 'good', null],
] as const)('%s: %s is %s because of %s', (_words, change, quality, limitedBy) => {
  expect(gradeOf(path(change), path(change))).toEqual({ quality, limitedBy });
});

test('one bad path among three is the other side’s', () => {
  expect(gradeOf(path(), path({ sentLoss: 0.4 }), path()).quality).toBe('good');
});

test('what is shown falls after two readings, rises after three, and ignores a single one', () => {
  const steady = new SteadyGrade();
  const poor = { quality: 'poor', limitedBy: 'uplink' } as const;
  const good = { quality: 'good', limitedBy: null } as const;
  const shown = [poor, good, poor, poor, good, good, good, good].map((grade) => {
    steady.update(grade);
    return steady.shown.quality;
  });
  expect(shown).toEqual(['good', 'good', 'good', 'poor', 'poor', 'poor', 'good', 'good']);
});
