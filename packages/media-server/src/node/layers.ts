import type { PictureLayer, StreamId, VideoCodec } from '../children/messages.ts';

/** Sizes of a room's picture, the largest first. Small ones show faces as large as a phone's window shows them. */
const sizes = [
  { width: 1280, height: 720, framesPerSecond: 24, bitsPerSecond: 1_500_000 },
  { width: 640, height: 360, framesPerSecond: 24, bitsPerSecond: 500_000 },
  { width: 320, height: 180, framesPerSecond: 15, bitsPerSecond: 150_000 },
] as const;

/** H264 for most; VP8 for browsers without it (Firefox on many Linux systems). */
const codecs: readonly VideoCodec[] = ['H264', 'VP8'];

/** All layers of a room. One that nobody receives is not encoded, so those of the rarer codec cost nothing unused. */
export function createLayers(newStream: () => StreamId): PictureLayer[] {
  return codecs.flatMap((codec) => sizes.map((size) => ({ stream: newStream(), codec, ...size })));
}
