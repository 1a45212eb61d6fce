import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shareLength } from './share-length.ts';

const band = (min: number, max: number) => ({ min, max, hardMin: min / 2, hardMax: max * 2 });
const anyBand = fc
  .tuple(fc.integer({ min: 20, max: 300 }), fc.integer({ min: 1, max: 300 }))
  .map(([min, more]) => band(min, min + more));

it('bands share a length as equally as their likings allow', () => {
  expect(shareLength([band(100, 300), band(100, 300)], 400).map(Math.round)).toEqual([200, 200]);
  expect(shareLength([band(250, 300), band(50, 300)], 400).map(Math.round)).toEqual([250, 150]);
});

it('bands shrink alike where the length is too short', () => {
  expect(shareLength([band(200, 300), band(100, 300)], 150)).toEqual([100, 50]);
});

it('bands grow to their hard ends and no further', () => {
  expect(shareLength([band(50, 100), band(50, 100)], 300).map(Math.round)).toEqual([150, 150]);
  expect(shareLength([band(50, 100)], 900)).toEqual([200]);
});

it('bands never take more than there is', () => {
  fc.assert(
    fc.property(
      fc.array(anyBand, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 10, max: 4000 }),
      (bands, length) => {
        const used = shareLength(bands, length).reduce((sum, one) => sum + one, 0);
        expect(used).toBeLessThanOrEqual(length + 0.1 * bands.length);
      },
    ),
  );
});
