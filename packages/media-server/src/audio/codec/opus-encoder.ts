import { frameSamples, fullScale, sampleRate } from '@cloudmeet/media-core';
import { AV_SAMPLE_FMT_FLT, FF_ENCODER_LIBOPUS } from 'node-av/constants';
import { Codec, CodecContext, Packet, Rational } from 'node-av/lib';
import { mono } from './mono.ts';
import { quietenFfmpeg } from './quieten-ffmpeg.ts';
import { createSoundFrame } from './sound-frame.ts';

/** Samples that its decoder gives before the first that went in: what CELT alone needs (`OPUS_GET_LOOKAHEAD`). */
export const opusDelaySamples = 120;

export interface OpusEncoder {
  /** Encodes one frame of 20 ms (mono, 48 kHz, full scale 32768). The packet is a copy of its own. */
  encode(samples: Float32Array): Uint8Array;
  /** Idempotent. */
  close(): void;
}

/** On average: what the codec adds to a voice stays below -90 dB of it, and music survives. */
const bitsPerSecond = 40_000n;
const options = {
  // CELT alone: a third of the processor time of the voice mode, 4 ms less delay, and no redundancy for lost packets,
  // which receivers conceal themselves.
  application: 'lowdelay',
  frame_duration: '20',
  vbr: 'on',
  // After 200 ms of silence packets have one byte.
  dtx: '1',
  // Transients are still found; what the next steps look for changes a voice by less than 0.1 dB.
  compression_level: '1',
} as const;

function openContext(): CodecContext {
  quietenFfmpeg();
  const codec = Codec.findEncoderByName(FF_ENCODER_LIBOPUS);
  if (!codec) throw new Error('FFmpeg has no encoder for Opus.');
  const context = new CodecContext();
  context.allocContext3(codec);
  context.sampleRate = sampleRate;
  context.channelLayout = mono;
  context.sampleFormat = AV_SAMPLE_FMT_FLT;
  context.bitRate = bitsPerSecond;
  context.timeBase = new Rational(1, sampleRate);
  for (const [name, value] of Object.entries(options)) {
    const set = context.setOption(name, value);
    if (set < 0) throw new Error(`The encoder for Opus has no option ${name} (${set}).`);
  }
  const opened = context.open2Sync(codec, null);
  if (opened < 0) throw new Error(`The encoder for Opus does not open (${opened}).`);
  return context;
}

/** libopus of FFmpeg: 40 kbit/s with DTX. @throws Error where there is none. */
export function createOpusEncoder(): OpusEncoder {
  const context = openContext();
  let input = createSoundFrame();
  const packet = new Packet();
  packet.alloc();
  let closed = false;

  /** The memory that the encoder reads, which it has let go of after each frame. */
  const writable = () => {
    if (!input.frame.isWritable) {
      input.frame.free();
      input = createSoundFrame();
    }
    return input.samples;
  };
  return {
    encode(samples) {
      const target = writable();
      for (let n = 0; n < frameSamples; n += 1) target[n] = (samples[n] ?? 0) * (1 / fullScale);
      const sent = context.sendFrameSync(input.frame);
      const encoded = sent >= 0 && context.receivePacketSync(packet) >= 0 ? packet.data : null;
      if (!encoded) throw new Error(`Opus encoded nothing (${sent}).`);
      return encoded;
    },
    close() {
      if (closed) return;
      closed = true;
      context.freeContext();
      packet.free();
      input.frame.free();
    },
  };
}
