import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beatMs, idleBeatMs, startBeats, untilBeatMs } from './beats.ts';
import type { FromChild } from './messages.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_130 }));
afterEach(() => void vi.useRealTimers());

function beating(isBusy: () => boolean) {
  const told: { atMs: number; message: FromChild }[] = [];
  const stop = startBeats({
    tell: (message) => told.push({ atMs: Date.now(), message }),
    state: () => ({ media: told.length, busy: isBusy() }),
    metrics: () => ({ some_total: 1 }),
  });
  const times = (kind: string) => told.filter(({ message }) => message.t === kind).map(({ atMs }) => atMs);
  return { stop, times };
}

test('whoever has work beats five times a second, whoever has none half as often, both at even moments', () => {
  let busy = true;
  const { stop, times } = beating(() => busy);
  vi.advanceTimersByTime(1000);
  expect(times('beat')).toEqual([1_000_200, 1_000_400, 1_000_600, 1_000_800, 1_001_000]);
  busy = false;
  vi.advanceTimersByTime(2000);
  expect(times('beat').slice(5)).toEqual([1_001_200, 1_001_600, 1_002_000, 1_002_400, 1_002_800]);
  stop();
  vi.advanceTimersByTime(2000);
  expect(times('beat')).toHaveLength(10);
});

test('figures come with a beat, about every two seconds', () => {
  const { stop, times } = beating(() => false);
  vi.advanceTimersByTime(20_000);
  expect(times('metrics').length).toBeGreaterThanOrEqual(8);
  expect(times('metrics').length).toBeLessThanOrEqual(10);
  expect(times('metrics').every((atMs) => times('beat').includes(atMs))).toBe(true);
  stop();
});

test('two beats are never so far apart that a living process is given up, nor at one moment', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.constantFrom(beatMs, idleBeatMs), (nowMs, everyMs) => {
      const leftMs = untilBeatMs(nowMs, everyMs);
      expect(leftMs).toBeGreaterThanOrEqual(everyMs / 4);
      expect(leftMs).toBeLessThanOrEqual(everyMs * 1.25);
    }),
  );
});
