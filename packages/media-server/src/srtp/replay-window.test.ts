import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ReplayWindow } from './replay-window.ts';

test('every packet of a reordered stream is taken once, with its true index, over many wraps', () => {
  const shuffle = fc.array(fc.integer({ min: -200, max: 200 }), { minLength: 400, maxLength: 400 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 65_535 }), shuffle, (first, moves) => {
      const window = new ReplayWindow();
      window.accept(first);
      const indexes = moves
        .map((move, i) => ({ index: first + 1 + i * 400, at: i * 400 + move }))
        .sort((a, b) => a.at - b.at)
        .map(({ index }) => index);
      for (const index of indexes) {
        const estimate = window.estimate(index & 0xffff);
        expect(estimate).toBe(index);
        window.accept(estimate);
        expect(window.estimate(index & 0xffff)).toBe(-1);
      }
    }),
    { numRuns: 30 },
  );
});

test('a packet from before the window is refused', () => {
  const window = new ReplayWindow();
  window.accept(5000);
  expect(window.estimate(3000)).toBe(-1);
  expect(window.estimate(4999)).toBe(4999);
});

test('the control: a window that forgets would take a repeated packet', () => {
  const window = new ReplayWindow();
  window.accept(10);
  expect(window.estimate(10)).toBe(-1);
  expect(new ReplayWindow().estimate(10)).toBe(10);
});
