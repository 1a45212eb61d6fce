import { isOpusPause, opusSamples } from '@cloudmeet/media-core';
import { createOpusDecoder } from '../../audio/codec/opus-decoder.ts';

/** What a packet of the mix sounds like; a pause is silence of its length, which costs no decoding. */
export interface HeardSamples {
  /** Mono at 48 kHz, full scale 32768; null for what is no Opus packet. The array holds it until the next call. */
  of(payload: Uint8Array): Float32Array | null;
  /** Idempotent. */
  close(): void;
}

/** What one packet holds at most: 120 ms (RFC 6716 section 3.1). */
const silence = new Float32Array(5760);

export function createHeardSamples(): HeardSamples {
  const opus = createOpusDecoder();
  return {
    of: (payload) => {
      const samples = isOpusPause(payload) ? opusSamples(payload) : null;
      return samples === null ? opus.decode(payload) : silence.subarray(0, samples);
    },
    close: () => opus.close(),
  };
}
