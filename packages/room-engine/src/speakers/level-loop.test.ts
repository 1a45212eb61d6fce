import { FakeClock } from '@cloudmeet/testing';
import { expect, test } from 'vitest';
import { LevelLoop } from './level-loop.ts';

/** A clock that a reading of levels moves on by `tookMs`, as it does where the browser is busy. */
function loop(tookMs: number) {
  const clock = new FakeClock();
  let readings = 0;
  let passedMs = 0;
  const levels = new LevelLoop(
    { nowMs: () => clock.nowMs() + passedMs, after: (delayMs, run) => clock.after(delayMs, run) },
    () => {
      readings += 1;
      passedMs += tookMs;
      return new Map();
    },
  );
  levels.run(true);
  return { clock, levels, readings: () => readings };
}

test('levels are read ten times a second', async () => {
  const { clock, levels, readings } = loop(1);
  await clock.advance(1_000);
  levels.close();
  expect(readings()).toBe(11);
});

test('where reading is slow it never takes more than a tenth of the time', async () => {
  const { clock, levels, readings } = loop(50);
  await clock.advance(10_000);
  levels.close();
  expect(readings()).toBe(21);
});
