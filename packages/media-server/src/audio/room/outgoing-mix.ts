import { add16, createLimiter, rtpHeaderBytes } from '@cloudmeet/media-core';
import { internalPayloadTypes, type StreamId } from '../../children/messages.ts';
import { writeRtpHeader } from '../../rtp/rtp-packet.ts';
import { createOpusEncoder, type OpusEncoder } from '../codec/opus-encoder.ts';

/** One stream of mixed sound: limited and encoded once. */
export interface OutgoingMix {
  /** Encodes a frame of 20 ms, changing it in place, into the stream's next RTP packet. */
  next(samples: Float32Array, timestamp: number): Buffer;
  /** The next packet without sound, which costs no encoding. */
  nextPause(timestamp: number): Buffer;
  /** Lets go of the encoder; the next frame gets a new one. Idempotent. */
  rest(): void;
}

/** TOC of a fullband packet of 20 ms without content (RFC 6716 section 3.1): what an encoder sends in a pause. */
const pause = Uint8Array.of(0xf8);

export function createOutgoingMix(stream: StreamId, onEncode: () => void): OutgoingMix {
  let encoder: OpusEncoder | null = null;
  let limiter = createLimiter();
  let sequence = 0;

  const packetOf = (payload: Uint8Array, timestamp: number): Buffer => {
    const packet = Buffer.allocUnsafe(rtpHeaderBytes + payload.length);
    const payloadType = internalPayloadTypes.opus;
    writeRtpHeader(packet, { payloadType, marker: false, sequence, timestamp, ssrc: stream });
    packet.set(payload, rtpHeaderBytes);
    sequence = add16(sequence, 1);
    return packet;
  };
  return {
    next(samples, timestamp) {
      encoder ??= createOpusEncoder();
      limiter.process(samples);
      onEncode();
      return packetOf(encoder.encode(samples), timestamp);
    },
    nextPause: (timestamp) => packetOf(pause, timestamp),
    rest() {
      encoder?.close();
      encoder = null;
      limiter = createLimiter();
    },
  };
}
