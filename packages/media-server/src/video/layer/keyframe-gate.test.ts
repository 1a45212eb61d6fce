import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyframeGate, keyframeGapMsMin } from './keyframe-gate.ts';

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
  it('however often they are asked for, they are at least a second apart', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60_000), { maxLength: 300 }), (asks) => {
        for (const gap of gaps(keyframesFor(asks))) expect(gap).toBeGreaterThanOrEqual(keyframeGapMsMin);
      }),
    );
  });

  it('whoever asks has one within a second and a frame', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50_000), { maxLength: 50 }), (asks) => {
        const made = keyframesFor(asks);
        for (const ask of asks)
          expect(made.some((time) => time >= ask && time <= ask + keyframeGapMsMin + frameMs)).toBe(true);
      }),
    );
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
