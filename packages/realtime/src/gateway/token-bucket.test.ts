import { expect, test } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

test('RL-33 a burst passes, what follows is too much, and twice as much ends it', () => {
  const bucket = new TokenBucket(10, 5, 0);
  const permits = Array.from({ length: 11 }, () => bucket.take(1, 0));
  expect(permits).toEqual([...Array<string>(5).fill('ok'), ...Array<string>(5).fill('over'), 'cut']);
});

test('RL-33 whoever waits may go on, but not save up more than a burst', () => {
  const bucket = new TokenBucket(10, 5, 0);
  for (let count = 0; count < 5; count += 1) bucket.take(1, 0);
  expect(bucket.take(1, 50)).toBe('over');
  expect(bucket.take(1, 200)).toBe('ok');
  const after = Array.from({ length: 6 }, () => bucket.take(1, 60_000));
  expect(after).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'over']);
});

test('what is only taken where there is one costs nothing when it is refused', () => {
  const bucket = new TokenBucket(10, 2, 0);
  const taken = Array.from({ length: 9 }, () => bucket.takeIfLeft(0));
  expect(taken.filter(Boolean)).toHaveLength(2);
  expect([bucket.takeIfLeft(99), bucket.takeIfLeft(199), bucket.takeIfLeft(199)]).toEqual([
    false,
    true,
    false,
  ]);
});

test('a clock that goes back gives nothing', () => {
  const bucket = new TokenBucket(10, 1, 1000);
  expect(bucket.take(1, 1000)).toBe('ok');
  expect(bucket.take(1, 0)).toBe('over');
});
