import { add16, createLimiter, serialiseRtp } from '@cloudmeet/media-core';
import { internalPayloadTypes, type StreamId } from '../../children/messages.ts';
import { createOpusEncoder, type OpusEncoder } from '../codec/opus-encoder.ts';

/** Sends a datagram to UDP ports of this machine. */
export type SendTo = (datagram: Uint8Array, port: number) => void;

/** One stream of mixed sound: limited, encoded once, sent to whom it concerns. */
export interface OutgoingMix {
  /** Encodes a frame of 20 ms, changing it in place, and sends it. */
  send(samples: Float32Array, timestamp: number, ports: Iterable<number>): void;
  /** Sends a packet without sound, which costs no encoding. */
  sendPause(timestamp: number, ports: Iterable<number>): void;
  /** Lets go of the encoder; the next frame gets a new one. */
  rest(): void;
  close(): void;
}

/** TOC of a fullband packet of 20 ms without content (RFC 6716 section 3.1): what an encoder sends in a pause. */
const pause = Uint8Array.of(0xf8);

export function createOutgoingMix(stream: StreamId, sendTo: SendTo, onEncode: () => void): OutgoingMix {
  let encoder: OpusEncoder | null = null;
  let limiter = createLimiter();
  let sequenceNumber = 0;
  let closed = false;

  const emit = (payload: Uint8Array, timestamp: number, ports: Iterable<number>) => {
    const datagram = serialiseRtp({
      payloadType: internalPayloadTypes.opus,
      marker: false,
      sequenceNumber,
      timestamp,
      ssrc: stream,
      payload,
    });
    sequenceNumber = add16(sequenceNumber, 1);
    for (const port of ports) sendTo(datagram, port);
  };
  const rest = () => {
    encoder?.close();
    encoder = null;
    limiter = createLimiter();
  };
  return {
    send(samples, timestamp, ports) {
      if (closed) return;
      encoder ??= createOpusEncoder();
      limiter.process(samples);
      onEncode();
      emit(encoder.encode(samples), timestamp, ports);
    },
    sendPause(timestamp, ports) {
      if (!closed) emit(pause, timestamp, ports);
    },
    rest,
    close() {
      closed = true;
      rest();
    },
  };
}
