import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

test('waits double from a quarter second to eight and stay there', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 50].map((attempt) => backoffMs(attempt, () => 0.999_999))).toEqual([
    250, 500, 1000, 2000, 4000, 8000, 8000, 8000,
  ]);
});

test('of each wait a random part up to half is left out', () => {
  expect(backoffMs(3, () => 0)).toBe(500);
  expect(backoffMs(3, () => 0.5)).toBe(750);
});
