import { expect, test } from 'vitest';
import { FakeClock } from './fake-clock.ts';
import { seededRandom } from './seeded-random.ts';

test('time stands still until it is moved, and timers run in the order they are due', async () => {
  const clock = new FakeClock(1000);
  const ran: string[] = [];
  clock.after(20, () => ran.push(`late at ${String(clock.nowMs())}`));
  clock.after(10, () => ran.push(`early at ${String(clock.nowMs())}`));
  expect(ran).toEqual([]);
  await clock.advance(15);
  expect(ran).toEqual(['early at 1010']);
  await clock.advance(15);
  expect(ran).toEqual(['early at 1010', 'late at 1020']);
  expect(clock.nowMs()).toBe(1030);
});

test('a timer set by a timer runs within the same step when it is due', async () => {
  const clock = new FakeClock(0);
  const ranAt: number[] = [];
  const again = () => {
    ranAt.push(clock.nowMs());
    if (ranAt.length < 3) clock.after(10, again);
  };
  clock.after(10, again);
  await clock.advance(100);
  expect(ranAt).toEqual([10, 20, 30]);
});

test('a cancelled timer does not run', async () => {
  const clock = new FakeClock();
  let ran = false;
  clock.after(10, () => (ran = true))();
  await clock.advance(100);
  expect(ran).toBe(false);
  expect(clock.pendingTimers).toBe(0);
});

test('the same seed gives the same numbers, another seed others', () => {
  const take = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
  expect(take(1)).toEqual(take(1));
  expect(take(1)).not.toEqual(take(2));
  expect(take(1).every((number) => number >= 0 && number < 1)).toBe(true);
});
