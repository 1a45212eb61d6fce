import { expect, test } from 'vitest';
import { watchGaps } from './watch-gaps.ts';

function world() {
  const stream = { longestGapMs: 0 };
  let [nowMs, waitedMs] = [1000, 0];
  const gaps = watchGaps(
    stream,
    () => waitedMs,
    () => nowMs,
  );
  /** Time passes, in steps of 20 ms; so much of it processes waited for a core; at its end a packet comes. */
  const pass = (ms: number, waited = 0) => {
    for (let step = 0; step < ms / 20; step += 1) {
      nowMs += 20;
      waitedMs += waited / (ms / 20);
      if (step === ms / 20 - 1) stream.longestGapMs = ms;
      gaps.look();
    }
  };
  return { gaps, pass };
}

test('a gap during which processes waited for a core is that much shorter', () => {
  const { gaps, pass } = world();
  pass(20);
  pass(400, 300);
  pass(20);
  expect(gaps.look()).toBeCloseTo(100);
});

test('waiting before or after a gap excuses nothing of it', () => {
  const { gaps, pass } = world();
  for (let i = 0; i < 50; i += 1) pass(20, 20);
  pass(20);
  pass(300);
  for (let i = 0; i < 50; i += 1) pass(20, 20);
  expect(gaps.look()).toBeGreaterThanOrEqual(280);
});
