import { frameSamples } from '@cloudmeet/media-core';
import { createOpusEncoder } from '../../src/audio/codec/opus-encoder.ts';
import { internalPayloadTypes } from '../../src/children/messages.ts';
import { rtpHeaderBytes, writeRtpHeader } from '../../src/rtp/rtp-packet.ts';
import { createLayerPackets } from '../../src/video/layer/layer-packets.ts';
import { createPictureEncoder } from '../../src/video/layer/picture-encoder.ts';
import { createCanvas } from '../../src/video/picture/canvas.ts';
import { writeBarcode } from '../video/barcode.ts';

export const showStreams = { video: 11, audio: 12 } as const;
export const showSize = { width: 640, height: 360 } as const;
export const framesPerSecond = 24;
/** A flash and a tone of this length begin together each second, with a picture. */
const markMs = 250;

/** A layer and a mix as the media processes send them: a barcode that counts, and each second a flash with a tone. */
export interface ShowMedia {
  frames: number;
  /** The packets of what is to be seen and heard until then, in milliseconds since it began. */
  until(elapsedMs: number): Buffer[];
  keyframe(): void;
  /** Nothing is sent for sound, as in a room where nobody speaks. */
  mute(muted: boolean): void;
  close(): void;
}

export function createShowMedia(
  beganMs: number,
  streams: { video: number; audio: number } = showStreams,
): ShowMedia {
  const { width, height } = showSize;
  const canvas = createCanvas(width, height);
  const encoder = createPictureEncoder({
    codec: 'H264',
    ...showSize,
    framesPerSecond,
    bitsPerSecond: 500_000,
  });
  const packets = createLayerPackets(streams.video, 'H264');
  const opus = createOpusEncoder();
  const area = { x: 0, y: 0, width, height };
  let asked = false;
  let muted = false;
  let soundFrames = 0;
  // Half a sample early: what begins with a picture is not missed by a rounded fraction.
  const isMarked = (ms: number) => (ms - beganMs + 0.01) % 1000 < markMs;

  const picture = (): Buffer[] => {
    const ms = beganMs + (show.frames * 1000) / framesPerSecond;
    const everyTwoSeconds = show.frames % (2 * framesPerSecond) === 0;
    show.frames += 1;
    canvas.fill(area, { y: isMarked(ms) ? 220 : 60, u: 128, v: 128 });
    writeBarcode(canvas.planes(), area, show.frames % 4096);
    const ticks = Math.round(ms * 90);
    const frame = encoder.encode(canvas.frame, ticks, everyTwoSeconds || asked);
    asked = false;
    return frame ? packets(frame.data, ticks % 2 ** 32) : [];
  };

  const sound = (): Buffer[] => {
    const ms = beganMs + soundFrames * 20;
    const samples = Float32Array.from({ length: frameSamples }, (_, index) => {
      const at = ms + index / 48;
      return isMarked(at) ? 12_000 * Math.sin((2 * Math.PI * 440 * at) / 1000) : 0;
    });
    const payload = opus.encode(samples);
    const packet = Buffer.concat([Buffer.alloc(rtpHeaderBytes), payload]);
    const timestamp = Math.round(ms * 48) % 2 ** 32;
    writeRtpHeader(packet, {
      ...{ payloadType: internalPayloadTypes.opus, marker: false, timestamp, ssrc: streams.audio },
      sequence: soundFrames & 0xffff,
    });
    soundFrames += 1;
    return muted ? [] : [packet];
  };

  const show: ShowMedia = {
    frames: 0,
    until: (elapsedMs) => {
      const due: Buffer[] = [];
      while ((show.frames * 1000) / framesPerSecond <= elapsedMs) due.push(...picture());
      while (soundFrames * 20 <= elapsedMs) due.push(...sound());
      return due;
    },
    keyframe: () => {
      asked = true;
    },
    mute: (now) => {
      muted = now;
    },
    close: () => {
      encoder.close();
      opus.close();
      canvas.close();
    },
  };
  return show;
}
