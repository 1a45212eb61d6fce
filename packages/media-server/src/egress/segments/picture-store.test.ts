import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PictureStore } from './picture-store.ts';

it('what was kept stays as it was until it is cleared, however much there is', () => {
  const picture = fc.record({
    bytes: fc.integer({ min: 0, max: 300_000 }),
    value: fc.integer({ max: 255, min: 0 }),
  });
  fc.assert(
    fc.property(fc.array(fc.array(picture, { maxLength: 12 }), { maxLength: 3 }), (segments) => {
      const store = new PictureStore();
      for (const pictures of segments) {
        const data = pictures.map(({ bytes, value }) => Buffer.alloc(bytes, value));
        const kept = data.map((one) => store.keep(one));
        expect(kept.every((one, index) => one.equals(data[index] ?? one.subarray(1)))).toBe(true);
        store.clear();
      }
    }),
    { numRuns: 20 },
  );
});
