/** How far `later` lies behind `earlier` on the circle of 16 bits: -32768 to 32767. */
export function sequenceDistance(later: number, earlier: number): number {
  return ((later - earlier) << 16) >> 16;
}
