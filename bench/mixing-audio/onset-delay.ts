import { frameSamples, levelDbov } from '@cloudmeet/media-core';
import { createOpusDecoder } from '../../packages/media-server/src/audio/codec/opus-decoder.ts';

/** A packet and when it was sent or got. */
export interface TimedPacket {
  payload: Uint8Array;
  atMs: number;
}

/** Calls follow each other at this distance; a longer delay would be taken for a shorter one. */
const callMs = 1000;
const stepSamples = 48;
const loudDbov = -35;
const quietSteps = 200;

/** When each call begins in a stream of packets, in milliseconds of the packets' times. */
export function onsets(packets: readonly TimedPacket[]): number[] {
  const decoder = createOpusDecoder();
  const found: number[] = [];
  let quiet = 0;
  for (const { payload, atMs } of packets) {
    const samples = decoder.decode(payload);
    if (!samples) continue;
    for (let at = 0; at + stepSamples <= Math.min(samples.length, frameSamples); at += stepSamples) {
      if (levelDbov(samples.subarray(at, at + stepSamples)) < loudDbov) quiet += 1;
      else {
        if (quiet >= quietSteps) found.push(atMs + at / 48);
        quiet = 0;
      }
    }
  }
  decoder.close();
  return found;
}

/** How much later each call begins at the listener than it was sent: the nearest onset after it, before the next. */
export function addedDelaysMs(sent: readonly TimedPacket[], got: readonly TimedPacket[]): number[] {
  const heard = onsets(got);
  return onsets(sent).flatMap((began) => {
    const next = heard.find((at) => at >= began - 5 && at < began + callMs);
    return next === undefined ? [] : [next - began];
  });
}
