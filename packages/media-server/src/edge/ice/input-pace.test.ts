import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InputPace } from './input-pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A socket at which datagrams come at these distances; wakes the process for each while it is watched. */
function world() {
  const waiting: number[] = [];
  let [watched, wakeups, nowMs, longestMs] = [true, 0, 0, 0];
  const take = () => {
    for (const atMs of waiting) longestMs = Math.max(longestMs, nowMs - atMs);
    return waiting.splice(0).length;
  };
  const watch = { stop: () => void (watched = false), start: () => void (watched = true) };
  const pace = new InputPace({ watch, take });
  const pass = (forMs: number, everyMs: number, atOnce = 1) => {
    for (const endMs = nowMs + forMs; nowMs < endMs; nowMs += 0.5) {
      if (nowMs % everyMs === 0) waiting.push(...Array.from({ length: atOnce }, () => nowMs));
      if (watched && waiting.length > 0) {
        wakeups += 1;
        take();
        pace.woken(nowMs);
      }
      vi.advanceTimersByTime(0.5);
    }
  };
  const count = () => ({ wakeups, longestMs, watched });
  return { pace, pass, count };
}

test('few datagrams wake the process as they come: none waits', () => {
  const { pass, count } = world();
  pass(2000, 4);
  expect(count()).toEqual({ wakeups: 500, longestMs: 0, watched: true });
});

test('while many come the event loop does not wake it, and none waits for longer than a pause', () => {
  const { pace, pass, count } = world();
  pass(2000, 1);
  expect(count().wakeups).toBeLessThan(20);
  expect(count().longestMs).toBeLessThanOrEqual(5);
  expect(pace.isHeld).toBe(true);
  pass(2000, 50);
  expect(count().watched).toBe(true);
});

test('a flood is taken as it comes', () => {
  const { pass, count } = world();
  pass(100, 1, 50);
  expect(count().wakeups).toBeGreaterThan(50);
});

test('closed, it waits for nothing', () => {
  const { pace, pass } = world();
  pass(200, 1);
  pace.close();
  pace.close();
  expect(vi.getTimerCount()).toBe(0);
});
