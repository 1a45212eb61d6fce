import { expect, test } from 'vitest';
import { dbov, levelDbov, silenceDbov } from './level-meter.ts';

test('a full-scale square wave is 0 dBov, half of it 6 less, and nothing is silence', () => {
  expect(levelDbov(new Float32Array(100).fill(1))).toBe(0);
  expect(levelDbov(new Float32Array(100).fill(-0.5))).toBeCloseTo(-6.02, 2);
  expect(levelDbov(new Float32Array(100))).toBe(silenceDbov);
  expect(levelDbov(new Float32Array())).toBe(silenceDbov);
});

test('a full-scale sine is 3 dB below a square wave', () => {
  const sine = Float32Array.from({ length: 4_800 }, (_, index) => Math.sin((index / 48) * 2 * Math.PI));
  expect(levelDbov(sine)).toBeCloseTo(-3.01, 1);
});

test('levels stay within RFC 6464', () => {
  expect(dbov(2)).toBe(0);
  expect(dbov(1e-9)).toBe(silenceDbov);
});
