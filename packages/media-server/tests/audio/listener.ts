import { distance32, frameSamples } from '@cloudmeet/media-core';
import { createOpusDecoder } from '../../src/audio/codec/opus-decoder.ts';
import type { Arrival } from './audio-child.ts';

/**
 * What a listener plays: of each timestamp the own packet where there is one, else the common one, decoded in the order
 * of timestamps by one decoder, as a browser does behind an edge.
 */
export function listen(common: readonly Arrival[], own: readonly Arrival[]): Float32Array {
  const byTimestamp = new Map(common.map(({ packet }) => [packet.timestamp, packet]));
  for (const { packet } of own) byTimestamp.set(packet.timestamp, packet);
  const packets = [...byTimestamp.values()].sort((a, b) => distance32(b.timestamp, a.timestamp));
  const decoder = createOpusDecoder();
  const samples = new Float32Array(packets.length * frameSamples);
  packets.forEach((packet, n) => {
    const decoded = decoder.decode(packet.payload);
    if (decoded) samples.set(decoded.subarray(0, frameSamples), n * frameSamples);
  });
  decoder.close();
  return samples;
}

/** The longest time between two neighbouring packets, in milliseconds by their arrival. */
export function longestGapMs(arrivals: readonly Arrival[]): number {
  return arrivals.reduce((longest, { atMs }, n) => {
    const before = arrivals[n - 1];
    return before ? Math.max(longest, atMs - before.atMs) : longest;
  }, 0);
}
