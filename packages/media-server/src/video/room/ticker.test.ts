import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTicker } from './ticker.ts';

/** A clock that runs as slowly as each tick takes. */
function run(workMs: (tick: number) => number, untilMs: number, intervalMs = 1000 / 24) {
  let nowMs = 1000;
  let pending: { at: number; go: () => void } | null = null;
  const ticks: { dueMs: number; nowMs: number; missed: number }[] = [];
  const clock = {
    now: () => nowMs,
    after: (ms: number, go: () => void) => {
      pending = { at: nowMs + Math.max(0, ms), go };
      return () => (pending = null);
    },
  };
  const onTick = (dueMs: number, missed: number) => {
    ticks.push({ dueMs: dueMs - 1000, nowMs: nowMs - 1000, missed });
    nowMs += workMs(ticks.length);
  };
  const ticker = createTicker({ clock, onTick });
  ticker.run(intervalMs);
  while (pending && nowMs < 1000 + untilMs) {
    const { at, go }: { at: number; go: () => void } = pending;
    nowMs = Math.max(nowMs, at);
    go();
  }
  ticker.stop();
  return { ticks, idle: pending === null };
}

describe('the clock of a picture', () => {
  it('ticks stay on their grid for ever: lateness never adds up', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(60)), (work) => {
        const { ticks } = run(() => work.next().value ?? 0, 5000);
        const offGrid = ticks.map(({ dueMs }) => Math.abs(((dueMs * 24) / 1000) % 1));
        expect(offGrid.every((off) => off < 1e-6 || off > 1 - 1e-6)).toBe(true);
        expect(Math.max(...ticks.map(({ dueMs, nowMs }) => nowMs - dueMs))).toBeLessThan(2 * (1000 / 24));
      }),
    );
  });

  it('a moment without a core is made up for: nothing is left out', () => {
    const { ticks } = run((tick) => (tick % 10 === 0 ? 70 : 5), 10_000);
    expect(ticks.map(({ missed }) => missed)).toEqual(ticks.map(() => 0));
    expect(ticks.length).toBeGreaterThanOrEqual(240);
  });

  it('whoever has too much to do all the time leaves out what does not fit', () => {
    const { ticks } = run(() => 60, 10_000);
    const missed = ticks.reduce((sum, tick) => sum + tick.missed, 0);
    expect(missed / (ticks.length + missed)).toBeGreaterThan(0.25);
  });

  it('what is long past is left out and counted: drawn and missed make every tick', () => {
    const { ticks } = run((tick) => (tick === 10 ? 490 : 1), 10_000);
    const missed = ticks.reduce((sum, tick) => sum + tick.missed, 0);
    expect(missed).toBe(10);
    expect(ticks.length + missed).toBeGreaterThanOrEqual(240);
  });

  it('stopped, it waits for nothing', () => {
    expect(run(() => 1, 1000).idle).toBe(true);
  });
});
