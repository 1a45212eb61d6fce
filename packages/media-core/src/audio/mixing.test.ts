import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLimiter } from './limiter.ts';
import { createMixMinus } from './mix-minus.ts';
import { frameSamples, fullScale, levelDbov, quietestDbov, ramp, toInt16 } from './pcm.ts';

const samples = (max: number) =>
  fc
    .array(fc.integer({ min: -max, max }), { minLength: frameSamples, maxLength: frameSamples })
    .map((values) => Float32Array.from(values));
const sine = (amplitude: number, frequency = 440, length = frameSamples) =>
  Float32Array.from({ length }, (_, n) => amplitude * Math.sin((2 * Math.PI * frequency * n) / 48_000));
const largestStep = (values: Float32Array) =>
  values.reduce((largest, value, n) => Math.max(largest, n ? Math.abs(value - (values[n - 1] ?? 0)) : 0), 0);

describe('mixing', () => {
  it('gives everybody the sum less exactly what they gave', () => {
    fc.assert(
      fc.property(fc.array(samples(32_768), { minLength: 1, maxLength: 6 }), (voices) => {
        const mix = createMixMinus<number>();
        const own = new Float32Array(frameSamples);
        for (let frame = 0; frame < 2; frame += 1) {
          mix.clear();
          voices.forEach((voice, n) => mix.add(n, voice));
          expect([...mix.groups()]).toEqual(voices.map((_, n) => n));
          voices.forEach((_, n) => {
            mix.without(n, own);
            const others = voices.filter((__, other) => other !== n);
            for (const at of [0, 1, 400, 959]) {
              expect(own[at]).toBe(others.reduce((sum, voice) => sum + (voice[at] ?? 0), 0));
            }
          });
        }
      }),
      { numRuns: 40 },
    );
  });

  it('takes microphone and screen of one person as one group, and gives the sum to who gave nothing', () => {
    const mix = createMixMinus<string>();
    mix.add('a', sine(1000));
    mix.add('a', sine(500));
    mix.add('b', sine(200));
    const own = new Float32Array(frameSamples);
    mix.without('a', own);
    expect(own[77]).toBeCloseTo(sine(200)[77] ?? NaN, 2);
    mix.without('nobody', own);
    expect(own).toEqual(mix.sum());
  });

  it('would let a voice back in if the sum were limited before it is taken out', () => {
    const [loud, quiet] = [sine(30_000), sine(20_000, 950)];
    const limited = loud.map((value, n) => value + (quiet[n] ?? 0));
    createLimiter().process(limited);
    const wrong = limited.map((value, n) => value - (loud[n] ?? 0) - (quiet[n] ?? 0));
    expect(levelDbov(wrong)).toBeGreaterThan(-40);
  });

  it('leaves what is quiet enough as it is, to the bit', () => {
    fc.assert(
      fc.property(samples(16_000), (frame) => {
        const limited = frame.slice();
        createLimiter().process(limited);
        expect(limited).toEqual(frame);
      }),
      { numRuns: 30 },
    );
  });

  it('never lets a sample pass the ceiling, however loud the mix is and whatever came before', () => {
    fc.assert(
      fc.property(fc.array(samples(32_768 * 20), { minLength: 1, maxLength: 4 }), (frames) => {
        const limiter = createLimiter();
        for (const frame of frames) {
          limiter.process(frame);
          for (const sample of frame) expect(Math.abs(sample)).toBeLessThan(fullScale * 0.97);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('bends a loud mix less than cutting it off does, and comes back to the quiet one within a second', () => {
    const harmonics = (frame: Float32Array, frequency: number) => {
      let [real, imaginary] = [0, 0];
      frame.forEach((sample, n) => {
        real += sample * Math.cos((2 * Math.PI * frequency * n) / 48_000);
        imaginary += sample * Math.sin((2 * Math.PI * frequency * n) / 48_000);
      });
      return Math.hypot(real, imaginary);
    };
    const long = sine(60_000, 400, 9600);
    const cut = long.map((sample) => Math.max(-32_768, Math.min(32_767, sample)));
    const limiter = createLimiter();
    limiter.process(long);
    const distortion = (frame: Float32Array) =>
      harmonics(frame.subarray(4800), 1200) / harmonics(frame.subarray(4800), 400);
    expect(distortion(long)).toBeLessThan(distortion(cut) / 5);
    limiter.process(new Float32Array(48_000));
    const quiet = sine(12_000);
    limiter.process(quiet);
    expect(quiet).toEqual(sine(12_000));
  });

  it('rounds to Int16 and cuts what is beyond it', () => {
    const into = new Int16Array(4);
    toInt16(Float32Array.of(1.6, -1.6, 40_000, -40_000), into);
    expect([...into]).toEqual([2, -2, 32_767, -32_768]);
  });

  it('measures loudness in dBov: a full square wave is 0, silence is the quietest', () => {
    expect(levelDbov(new Float32Array(960).fill(-fullScale))).toBeCloseTo(0, 5);
    expect(levelDbov(sine(fullScale))).toBeCloseTo(-3.01, 1);
    expect(levelDbov(new Float32Array(960))).toBe(quietestDbov);
  });

  it('brings voices in and out without a click', () => {
    const frame = sine(10_000);
    ramp(frame, 0, 1);
    expect(Math.abs(frame[0] ?? 1)).toBeLessThan(1);
    expect(largestStep(frame)).toBeLessThan(1.1 * largestStep(sine(10_000)));
  });
});
