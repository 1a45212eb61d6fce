import { expect, it } from 'vitest';
import { meterShare } from './use-level.ts';

it('is empty in silence, full at the loudest speech, and in between half way', () => {
  expect(meterShare(-127)).toBe(0);
  expect(meterShare(-60)).toBe(0);
  expect(meterShare(-36)).toBeCloseTo(0.5);
  expect(meterShare(-12)).toBe(1);
  expect(meterShare(0)).toBe(1);
});

it('takes a missing measure for silence', () => {
  expect(meterShare(Number.NEGATIVE_INFINITY)).toBe(0);
});
