import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeTicks } from './rtp-time.ts';

describe('times of packets', () => {
  it('a timestamp cut to 32 bits is found again around now, for pictures and sound alike', () => {
    const nowMs = fc.integer({ min: 1_600_000_000_000, max: 4_000_000_000_000 });
    fc.assert(
      fc.property(
        nowMs,
        fc.integer({ min: -60_000, max: 60_000 }),
        fc.constantFrom(48, 90),
        (now, off, perMs) => {
          const ticks = (now + off) * perMs;
          expect(wholeTicks(ticks % 2 ** 32, perMs, now)).toBe(ticks);
        },
      ),
    );
  });
});
