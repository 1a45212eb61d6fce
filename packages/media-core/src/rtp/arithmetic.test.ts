import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add16, add32, createUnwrapper, distance16, distance32 } from './arithmetic.ts';

const sequence = fc.nat(0xffff);
const timestamp = fc.nat(0xffff_ffff);

describe('RTP counters', () => {
  it('know how far one is ahead of another across the wrap (RFC 3550 5.1)', () => {
    fc.assert(
      fc.property(sequence, fc.integer({ min: -0x8000, max: 0x7fff }), (from, step) => {
        expect(distance16(from, add16(from, step))).toBe(step);
      }),
    );
    fc.assert(
      fc.property(timestamp, fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (from, step) => {
        expect(distance32(from, add32(from, step))).toBe(step);
      }),
    );
  });

  it('are compared with the wrap, which a plain comparison gets wrong', () => {
    expect(distance16(65_535, 0)).toBe(1);
    const plainlyLater = (from: number, to: number) => to > from;
    expect(plainlyLater(65_535, 0)).toBe(false);
    expect(distance32(0xffff_fff0, 0x10)).toBe(0x20);
  });

  it('unwrap to an endless count that never loses a step, in any order within half the range', () => {
    for (const bits of [16, 32] as const) {
      const range = 2 ** bits;
      fc.assert(
        fc.property(
          fc.nat(range - 1),
          fc.array(fc.integer({ min: -range / 2 + 1, max: range / 2 - 1 }), { maxLength: 200 }),
          (start, steps) => {
            const unwrap = createUnwrapper(bits);
            let endless = start;
            expect(unwrap(start)).toBe(start);
            for (const step of steps) {
              endless += step;
              expect(unwrap(((endless % range) + range) % range)).toBe(endless);
            }
          },
        ),
      );
    }
  });
});
