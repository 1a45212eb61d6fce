import { distance32 } from '@cloudmeet/media-core';

/**
 * Turns timestamps of the machine's clock (`milliseconds since 1970 × ticksPerMs`, cut to 32 bits) into the whole number
 * of ticks since 1970: the one nearest to now.
 */
export function wholeTicks(timestamp: number, ticksPerMs: number, nowMs: number): number {
  const nowTicks = Math.round(nowMs * ticksPerMs);
  return nowTicks + distance32(nowTicks % 2 ** 32, timestamp);
}
