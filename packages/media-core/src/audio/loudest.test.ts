import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLoudest } from './loudest.ts';

const levels = (...of: number[]) => new Map(of.map((level, key) => [key, level]));

describe('the loudest few', () => {
  it('are never more than there is room for, all are there, and nobody silent gets in', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: -100, max: 0 }), { maxLength: 12 })), (frames) => {
        const loudest = createLoudest<number>({ max: 3 });
        for (const frame of frames) {
          const before = new Set(loudest.choose(levels(...frame)));
          expect(before.size).toBeLessThanOrEqual(3);
          for (const key of before) expect(key).toBeLessThan(frame.length);
          expect(before.size).toBeGreaterThanOrEqual(
            Math.min(3, frame.filter((level) => level >= -60).length),
          );
        }
      }),
    );
  });

  it('keep their places when somebody is a little louder, and give way to one who is clearly louder', () => {
    const loudest = createLoudest<number>({ max: 2 });
    expect([...loudest.choose(levels(-30, -32))]).toEqual([0, 1]);
    for (let n = 0; n < 100; n += 1) {
      expect([...loudest.choose(levels(-30, -32, -28))].sort()).toEqual([0, 1]);
    }
    for (let n = 0; n < 4; n += 1) {
      expect([...loudest.choose(levels(-30, -32, -20))].sort()).toEqual([0, 1]);
    }
    expect([...loudest.choose(levels(-30, -32, -20))].sort()).toEqual([0, 2]);
  });

  it('keep their places over a breath and lose them after the hold', () => {
    const loudest = createLoudest<number>({ max: 2, holdFrames: 40 });
    loudest.choose(levels(-30));
    for (let n = 0; n < 40; n += 1) expect(loudest.choose(levels(-90)).has(0)).toBe(true);
    expect(loudest.choose(levels(-90)).has(0)).toBe(false);
  });

  it('flap without the margin, which is what the margin is for', () => {
    const changes = (marginDb: number) => {
      const loudest = createLoudest<number>({ max: 1, marginDb, marginFrames: 1, smoothing: 0 });
      let [count, last] = [0, -1];
      for (let n = 0; n < 100; n += 1) {
        const [heard = -1] = loudest.choose(n % 2 ? levels(-30, -31) : levels(-31, -30));
        if (heard !== last) count += 1;
        last = heard;
      }
      return count;
    };
    expect(changes(6)).toBe(1);
    expect(changes(0)).toBeGreaterThan(50);
  });
});
