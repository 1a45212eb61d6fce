import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyframeGate, keyframeEveryMs, keyframeGapMsMin, keyframesKept } from './keyframe-gate.ts';

const frameMs = 1000 / 24;

/** The times of the keyframes when somebody asks at these times, over a minute of frames. */
function keyframesFor(asks: readonly number[], everyMs: number | null = null): number[] {
  const gate = createKeyframeGate();
  gate.setRhythm(everyMs);
  const made: number[] = [];
  const left = asks.toSorted((a, b) => a - b);
  for (let frame = 0; frame < 24 * 60; frame += 1) {
    const nowMs = frame * frameMs;
    while (left[0] !== undefined && left[0] <= nowMs) {
      left.shift();
      gate.ask();
    }
    if (!gate.due(nowMs)) continue;
    gate.made(nowMs);
    made.push(nowMs);
  }
  return made;
}

const gaps = (times: readonly number[]) => times.slice(1).map((time, index) => time - times[index]!);

describe('keyframes of a layer', () => {
  it('however often they are asked for, one comes a second, and a few more when none came for a while', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60_000), { maxLength: 300 }), (asks) => {
        const made = keyframesFor(asks);
        for (const gap of gaps(made)) expect(gap).toBeGreaterThanOrEqual(keyframeGapMsMin);
        for (const [index, time] of made.entries())
          for (const [more, later] of made.slice(index).entries())
            expect(more).toBeLessThanOrEqual(keyframesKept + (later - time) / keyframeEveryMs);
      }),
    );
  });

  it('whoever asks has one within a second and a frame', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50_000), { maxLength: 50 }), (asks) => {
        const made = keyframesFor(asks);
        for (const ask of asks)
          expect(made.some((time) => time >= ask && time <= ask + keyframeEveryMs + frameMs)).toBe(true);
      }),
    );
  });

  it('people who come one after the other within two seconds each have one within half a second', () => {
    const asks = Array.from({ length: 40 }, (_, index) => 10_000 + index * 50);
    const made = keyframesFor(asks);
    for (const ask of asks)
      expect(made.some((time) => time >= ask && time <= ask + keyframeGapMsMin + 2 * frameMs)).toBe(true);
  });

  it('the first picture is one, and without anybody asking there is no other', () => {
    expect(keyframesFor([])).toEqual([0]);
  });

  it('a rhythm of 2 s comes every 48 frames without slipping, and those who ask do not shift it', () => {
    const made = keyframesFor([3100, 30_500], 2000);
    const onGrid = made.filter((time) => Math.abs(time / 2000 - Math.round(time / 2000)) < 0.001);
    expect(onGrid).toHaveLength(30);
    expect(made).toHaveLength(32);
  });

  it('control: without the gap, keyframes would follow each other', () => {
    const asks = Array.from({ length: 100 }, (_, index) => index * 50);
    expect(keyframesFor(asks).length).toBeLessThan(asks.length / 5);
  });
});
