/**
 * Arithmetic of counters that wrap: RTP sequence numbers (16 bit) and timestamps (32 bit), RFC 3550 section 5.1. Of two
 * values the later one is the one that is less than half the range ahead (RFC 1982).
 */

export const add16 = (value: number, step: number): number => (value + step) & 0xffff;
export const add32 = (value: number, step: number): number => (value + step) >>> 0;

/** How far `to` is ahead of `from`, -2^15 to 2^15 - 1; negative when it is older. */
export const distance16 = (from: number, to: number): number => ((to - from) << 16) >> 16;

/** How far `to` is ahead of `from`, -2^31 to 2^31 - 1; negative when it is older. */
export const distance32 = (from: number, to: number): number => (to - from) | 0;

/** Makes an endless count of wrapped values, each taken as near to the one before as it can be. */
export function createUnwrapper(bits: 16 | 32): (value: number) => number {
  const distance = bits === 16 ? distance16 : distance32;
  const range = 2 ** bits;
  let last: number | null = null;
  return (value) => {
    last = last === null ? value : last + distance(((last % range) + range) % range, value);
    return last;
  };
}
