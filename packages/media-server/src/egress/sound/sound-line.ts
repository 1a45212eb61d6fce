import type { SoundInit } from '../mp4/init-segment.ts';

/** A frame of coded sound and the time of its first sample, in samples since the beginning. */
export interface SoundFrame {
  start: number;
  samples: number;
  data: Buffer;
}

/**
 * One unbroken line of sound out of what arrives: gaps (silence is not sent, packets get lost) become silence of their
 * length, and what comes too late is left out, so that sound never drifts from the picture.
 */
export interface SoundLine {
  readonly init: SoundInit;
  /** Up to where frames are there. */
  readonly encodedUntil: number;
  /** An Opus packet of the mix; `start`: samples since the beginning. */
  push(start: number, packet: Buffer): void;
  /** Silence until frames reach this time, where nothing has come. */
  padTo(end: number): void;
  /** Takes the frames that begin before this time. */
  takeBefore(end: number): SoundFrame[];
  /** Idempotent. */
  close(): void;
}

/** The first frames, up to this time. */
export function takeFramesBefore(frames: SoundFrame[], end: number): SoundFrame[] {
  const count = frames.findIndex(({ start }) => start >= end);
  return frames.splice(0, count === -1 ? frames.length : count);
}
