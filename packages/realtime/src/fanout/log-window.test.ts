import { limits } from '@cloudmeet/contracts';
import type { Entry } from '@cloudmeet/contracts';
import { expect, test } from 'vitest';
import { LogWindow } from './log-window.ts';

function entries(from: number, to: number): Entry[] {
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    ...{
      seq: from + index,
      at: '2027-01-15T08:00:00.000Z',
      type: 'room.locked' as const,
      data: { locked: true },
    },
  }));
}

test('RL-30 it tells everything after a seq, or that it cannot', () => {
  const window = new LogWindow();
  expect(window.after(0)).toEqual([]);
  window.push(entries(1, 10));
  expect(window.after(7)?.map(({ entry }) => entry.seq)).toEqual([8, 9, 10]);
  expect(window.after(10)).toEqual([]);
  expect(window.after(0)).toHaveLength(10);
  expect(window.after(11)).toBeUndefined();
});

test('RL-30 it keeps what may be replayed and no more', () => {
  const window = new LogWindow();
  window.push(entries(1, limits.replayEntriesMax + 5));
  expect(window.after(4)).toBeUndefined();
  expect(window.after(5)).toHaveLength(limits.replayEntriesMax);
});

test('RL-28 the first entry of a session begins a new window', () => {
  const window = new LogWindow();
  window.push(entries(1, 10));
  window.push(entries(1, 2));
  expect(window.lastSeq).toBe(2);
  expect(window.after(7)).toBeUndefined();
});
