import { seededRandom } from '@cloudmeet/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConcealment } from './concealment.ts';
import { levelDbov } from './pcm.ts';
import { lengthen, scalableSamples, shorten } from './time-scale.ts';

const sine = (frequency: number, length: number, start = 0) =>
  Float32Array.from({ length }, (_, n) => 8000 * Math.sin((2 * Math.PI * frequency * (start + n)) / 48_000));
const largestStep = (samples: Float32Array) =>
  samples.reduce(
    (largest, sample, n) => (n ? Math.max(largest, Math.abs(sample - (samples[n - 1] ?? 0))) : 0),
    0,
  );
const chain = (...parts: Float32Array[]) => Float32Array.from(parts.flatMap((part) => Array.from(part)));
const pitch = fc.integer({ min: 80, max: 380 });

describe('concealment', () => {
  it('goes on with the pitch that was there, without a step at either joint', () => {
    fc.assert(
      fc.property(pitch, fc.constantFrom(480, 960, 1920, 2880), (frequency, lost) => {
        const concealment = createConcealment();
        const before = sine(frequency, 4800);
        concealment.remember(before);
        const made = concealment.conceal(lost);
        const after = sine(frequency, 960, 4800 + lost);
        concealment.remember(after);
        const natural = largestStep(sine(frequency, 4800));
        expect(largestStep(chain(before.subarray(2000), made, after))).toBeLessThan(3 * natural);
        expect(levelDbov(made.subarray(0, 480))).toBeGreaterThan(levelDbov(before.subarray(2000)) - 2);
      }),
      { numRuns: 60 },
    );
  });

  it('fades to silence within 100 ms, says so, and comes back out of silence without a click', () => {
    const concealment = createConcealment();
    concealment.remember(sine(200, 4800));
    concealment.conceal(4799);
    expect(concealment.faded()).toBe(false);
    concealment.conceal(1);
    expect(concealment.faded()).toBe(true);
    expect(levelDbov(concealment.conceal(960))).toBe(-127);
    const back = sine(200, 960, 60);
    concealment.remember(back);
    expect(Math.abs(back[0] ?? NaN)).toBeLessThan(100);
    expect(back.subarray(240)).toEqual(sine(200, 720, 300));
  });

  it('steps where the loss is only left out, which is what the checks look for', () => {
    const cut = chain(sine(200, 1000), sine(200, 1000, 1060));
    expect(largestStep(cut)).toBeGreaterThan(3 * largestStep(sine(200, 4800)));
  });
});

describe('changing the length of sound', () => {
  it('takes out or puts in one period that nobody hears, and keeps both ends', () => {
    fc.assert(
      fc.property(pitch, (frequency) => {
        const samples = sine(frequency, 1920);
        const natural = largestStep(samples);
        for (const change of [shorten, lengthen]) {
          const changed = change(samples);
          if (!changed) throw new Error('a pure tone can always be changed');
          const by = changed.length - samples.length;
          expect(by > 0).toBe(change === lengthen);
          expect(Math.abs(by)).toBeGreaterThanOrEqual(120);
          expect(Math.abs(by)).toBeLessThanOrEqual(720);
          expect(largestStep(changed)).toBeLessThan(1.3 * natural);
          expect(changed[0]).toBeCloseTo(samples[0] ?? NaN, -2);
          expect(changed.at(-1)).toBe(samples.at(-1));
          expect(levelDbov(changed)).toBeGreaterThan(levelDbov(samples) - 1);
        }
      }),
    );
  });

  it('leaves alone what has no period, unless it is too quiet to be heard', () => {
    const random = seededRandom(1);
    const noise = Float32Array.from({ length: 1920 }, () => (random() - 0.5) * 20_000);
    expect(shorten(noise)).toBeNull();
    expect(lengthen(noise)).toBeNull();
    const faint = noise.map((sample) => sample / 1000);
    expect(shorten(faint)?.length).toBeLessThan(1920);
    expect(shorten(new Float32Array(scalableSamples - 1))).toBeNull();
  });
});
