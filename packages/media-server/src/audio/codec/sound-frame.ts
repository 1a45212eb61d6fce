import { frameSamples, sampleRate } from '@cloudmeet/media-core';
import { AV_SAMPLE_FMT_FLT } from 'node-av/constants';
import { Frame } from 'node-av/lib';
import { mono } from './mono.ts';

/** A frame of 20 ms whose memory FFmpeg and this process share. */
export interface SoundFrame {
  readonly frame: Frame;
  /** Its samples where they lie, full scale 1. Each question for a frame's memory makes a buffer anew, so it is asked once. */
  readonly samples: Float32Array;
}

/** Mono at 48 kHz in Float32. @throws Error where there is no memory for it. */
export function createSoundFrame(): SoundFrame {
  const frame = new Frame();
  frame.alloc();
  frame.format = AV_SAMPLE_FMT_FLT;
  frame.nbSamples = frameSamples;
  frame.sampleRate = sampleRate;
  frame.channelLayout = mono;
  const got = frame.getBuffer(0);
  const plane = frame.data?.[0];
  if (got < 0 || !plane) throw new Error(`There is no memory for a frame of sound (${got}).`);
  return { frame, samples: new Float32Array(plane.buffer, plane.byteOffset, frameSamples) };
}
