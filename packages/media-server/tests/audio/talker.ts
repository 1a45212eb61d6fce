import { frameSamples, sampleRate, serialiseRtp } from '@cloudmeet/media-core';
import { createOpusEncoder } from '../../src/audio/codec/opus-encoder.ts';
import { internalPayloadTypes } from '../../src/children/messages.ts';

/** A tone as speech comes: syllables of 240 ms with 60 ms between them, so that an encoder takes it for a voice. */
export function voice(frequency: number, amplitude = 6000): (sample: number) => number {
  const syllable = 0.3 * sampleRate;
  const edge = 480;
  return (sample) => {
    const inSyllable = sample % syllable;
    const rise = Math.min(1, inSyllable / edge);
    const fall = Math.min(1, Math.max(0, (0.24 * sampleRate - inSyllable) / edge));
    return amplitude * Math.min(rise, fall) * Math.sin((2 * Math.PI * frequency * sample) / sampleRate);
  };
}

export const tone =
  (frequency: number, amplitude = 6000) =>
  (sample: number) =>
    amplitude * Math.sin((2 * Math.PI * frequency * sample) / sampleRate);

/** Somebody's microphone: the next 20 ms as an RTP datagram. */
export interface Talker {
  next(): Uint8Array;
  close(): void;
}

export function createTalker(ssrc: number, sound: (sample: number) => number): Talker {
  const encoder = createOpusEncoder();
  let frame = 0;
  return {
    next() {
      const start = frame * frameSamples;
      const samples = Float32Array.from({ length: frameSamples }, (_, n) => sound(start + n));
      const datagram = serialiseRtp({
        payloadType: internalPayloadTypes.opus,
        marker: frame === 0,
        sequenceNumber: (60_000 + frame) & 0xffff,
        timestamp: (4_294_000_000 + start) >>> 0,
        ssrc,
        payload: encoder.encode(samples),
      });
      frame += 1;
      return datagram;
    },
    close: encoder.close,
  };
}
