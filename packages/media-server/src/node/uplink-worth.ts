import type { Tile } from '@cloudmeet/contracts';

/** What a line is worth sending now. Sizes in pixels of the composed picture. */
export interface UplinkWorth {
  paused: boolean;
  width: number;
  height: number;
  maxBitsPerSecond: number;
}

/** A camera is unseen for this long before it is paused: a change of speaker brings many back at once. */
export const pauseAfterMs = 3000;

/** H264 and VP8 of a face at 24 pictures a second look right at about this many bits a pixel and picture. */
const bitsPerPixel = 0.1;
const cameraFramesPerSecond = 24;
const cameraBits = { min: 100_000, max: 1_700_000 };
/** Letters have hard edges and stand still: few pictures, but each must be sharp. */
const screenBits = { min: 1_200_000, max: 2_500_000 };

const paused: UplinkWorth = { paused: true, width: 0, height: 0, maxBitsPerSecond: 0 };

function clamp(value: number, { min, max }: { min: number; max: number }): number {
  return Math.round(Math.min(max, Math.max(min, value)));
}

/**
 * What somebody's camera or screen is worth in the tile it has, so that nobody uploads a large picture for a small
 * place. Without a tile it goes on at its smallest until it was unseen for `pauseAfterMs`, then it is paused.
 */
export function uplinkWorth(kind: Tile['kind'], tile: Tile | undefined, unseenMs: number): UplinkWorth {
  const range = kind === 'camera' ? cameraBits : screenBits;
  if (!tile) {
    if (unseenMs >= pauseAfterMs) return paused;
    return { paused: false, width: 160, height: 90, maxBitsPerSecond: cameraBits.min };
  }
  const { width, height } = tile;
  const bits = width * height * cameraFramesPerSecond * bitsPerPixel;
  return { paused: false, width, height, maxBitsPerSecond: clamp(bits, range) };
}
