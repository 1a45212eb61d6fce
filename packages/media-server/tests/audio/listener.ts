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

/**
 * The longest stretch of the mix's clock for which no packet was sent, in milliseconds. (Arrival times would measure how
 * busy the machine is that runs the tests.)
 */
export function longestGapMs(arrivals: readonly Arrival[]): number {
  return arrivals.reduce((longest, { packet }, n) => {
    const before = arrivals[n - 1]?.packet.timestamp;
    return before === undefined ? longest : Math.max(longest, distance32(before, packet.timestamp) / 48);
  }, 0);
}
