import { AV_SAMPLE_FMT_S16, FF_DECODER_LIBOPUS } from 'node-av/constants';
import { Codec, CodecContext, Frame, Packet, Rational } from 'node-av/lib';
import { sampleRate } from '@cloudmeet/media-core';
import { mono } from './mono.ts';
import { quietenFfmpeg } from './quieten-ffmpeg.ts';

export interface OpusDecoder {
  /** Mono at 48 kHz, full scale 32768; null for what is no Opus packet. The array is the caller's. */
  decode(payload: Uint8Array): Float32Array | null;
  /** Idempotent. */
  close(): void;
}

function openContext(): CodecContext {
  quietenFfmpeg();
  const codec = Codec.findDecoderByName(FF_DECODER_LIBOPUS);
  if (!codec) throw new Error('FFmpeg has no decoder for Opus.');
  const context = new CodecContext();
  context.allocContext3(codec);
  context.sampleRate = sampleRate;
  // Stereo packets are mixed down by the decoder itself when it is asked for one channel.
  context.channelLayout = mono;
  context.pktTimebase = new Rational(1, sampleRate);
  const opened = context.open2Sync(codec, null);
  if (opened < 0) throw new Error(`The decoder for Opus does not open (${opened}).`);
  return context;
}

function toSamples(frame: Frame): Float32Array | null {
  const plane = frame.data?.[0];
  if (!plane || frame.format !== AV_SAMPLE_FMT_S16 || frame.channels !== 1) return null;
  return Float32Array.from(new Int16Array(plane.buffer, plane.byteOffset, frame.nbSamples));
}

/** libopus of FFmpeg. @throws Error where there is none or no memory for it. */
export function createOpusDecoder(): OpusDecoder {
  const context = openContext();
  const packet = new Packet();
  packet.alloc();
  const frame = new Frame();
  frame.alloc();
  let closed = false;
  return {
    decode(payload) {
      if (closed || payload.length === 0) return null;
      packet.data = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
      const sent = context.sendPacketSync(packet);
      packet.unref();
      let samples: Float32Array | null = null;
      while (sent >= 0 && context.receiveFrameSync(frame) >= 0) {
        samples = toSamples(frame);
        frame.unref();
      }
      return samples;
    },
    close() {
      if (closed) return;
      closed = true;
      context.freeContext();
      packet.free();
      frame.free();
    },
  };
}
