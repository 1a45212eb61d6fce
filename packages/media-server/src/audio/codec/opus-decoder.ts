import { AV_SAMPLE_FMT_FLT, FF_DECODER_LIBOPUS } from 'node-av/constants';
import { Codec, CodecContext, Frame, Packet, Rational } from 'node-av/lib';
import { frameSamples, fullScale, sampleRate } from '@cloudmeet/media-core';
import { mono } from './mono.ts';
import { quietenFfmpeg } from './quieten-ffmpeg.ts';
import { createSoundFrame } from './sound-frame.ts';

export interface OpusDecoder {
  /** Mono at 48 kHz, cut off at full scale 32768; null for what is no Opus packet. The array holds it until the next call. */
  decode(payload: Uint8Array): Float32Array | null;
  /** Forgets what it decoded, for a stream that goes on after packets that were left out. */
  reset(): void;
  /** Idempotent. */
  close(): void;
}

/** What one packet holds at most: 120 ms (RFC 6716 section 3.1). */
const samplesMax = 5760;

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
  context.setOption('request_sample_fmt', 'flt');
  const opened = context.open2Sync(codec, null);
  if (opened < 0) throw new Error(`The decoder for Opus does not open (${opened}).`);
  return context;
}

/** The samples of a frame where they lie, full scale 1; null when it is of another kind. */
function samplesOf(frame: Frame): Float32Array | null {
  const plane = frame.data?.[0];
  if (!plane || frame.format !== AV_SAMPLE_FMT_FLT || frame.channels !== 1) return null;
  return new Float32Array(plane.buffer, plane.byteOffset, frame.nbSamples);
}

/** libopus of FFmpeg. @throws Error where there is none or no memory for it. */
export function createOpusDecoder(): OpusDecoder {
  const context = openContext();
  const packet = new Packet();
  packet.alloc();
  const frame = new Frame();
  frame.alloc();
  // Nearly all packets hold 20 ms: those are copied into memory that is known already.
  const usual = createSoundFrame();
  const held = new Float32Array(samplesMax);
  const heldFrame = held.subarray(0, frameSamples);
  let closed = false;

  const take = (): Float32Array | null => {
    // A frame of another length is not copied.
    const copied = usual.frame.copy(frame) >= 0;
    const from = copied ? usual.samples : samplesOf(frame);
    if (!from || from.length > samplesMax) return null;
    const { length } = from;
    // A branch here would make an object of each sample (16 bytes) that is thrown away at once.
    for (let n = 0; n < length; n += 1) {
      held[n] = Math.max(-fullScale, Math.min(fullScale, (from[n] ?? 0) * fullScale));
    }
    return length === frameSamples ? heldFrame : held.subarray(0, length);
  };
  return {
    decode(payload) {
      if (closed || payload.length === 0) return null;
      packet.data = Buffer.isBuffer(payload)
        ? payload
        : Buffer.from(payload.buffer, payload.byteOffset, payload.length);
      const sent = context.sendPacketSync(packet);
      packet.unref();
      if (sent < 0 || context.receiveFrameSync(frame) < 0) return null;
      const samples = take();
      frame.unref();
      return samples;
    },
    reset: () => context.flushBuffers(),
    close() {
      if (closed) return;
      closed = true;
      context.freeContext();
      packet.free();
      frame.free();
      usual.frame.free();
    },
  };
}
