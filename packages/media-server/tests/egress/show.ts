import { createSocket } from 'node:dgram';
import { frameSamples } from '@cloudmeet/media-core';
import { createOpusEncoder } from '../../src/audio/codec/opus-encoder.ts';
import { internalPayloadTypes } from '../../src/children/messages.ts';
import { rtpHeaderBytes, writeRtpHeader } from '../../src/rtp/rtp-packet.ts';
import { machineClock } from '../../src/video/clock.ts';
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
export interface Show {
  frames: number;
  /** Sends to this port from now on. */
  run(port: number): void;
  pause(): void;
  keyframe(): void;
  /** Nothing is sent for sound, as in a room where nobody speaks. */
  mute(muted: boolean): void;
  close(): void;
}

export function createShow(): Show {
  const { width, height } = showSize;
  const canvas = createCanvas(width, height);
  const encoder = createPictureEncoder({
    codec: 'H264',
    ...showSize,
    framesPerSecond,
    bitsPerSecond: 500_000,
  });
  const packets = createLayerPackets(showStreams.video, 'H264');
  const opus = createOpusEncoder();
  const socket = createSocket('udp4');
  const area = { x: 0, y: 0, width, height };
  const beganMs = machineClock.now();
  let port = 0;
  let timer: NodeJS.Timeout | null = null;
  let asked = false;
  let muted = false;
  let soundFrames = 0;
  // Half a sample early: what begins with a picture is not missed by a rounded fraction.
  const isMarked = (ms: number) => (ms - beganMs + 0.01) % 1000 < markMs;

  const sendPicture = () => {
    const ms = beganMs + (show.frames * 1000) / framesPerSecond;
    const everyTwoSeconds = show.frames % (2 * framesPerSecond) === 0;
    show.frames += 1;
    canvas.fill(area, { y: isMarked(ms) ? 220 : 60, u: 128, v: 128 });
    writeBarcode(canvas.planes(), area, show.frames % 4096);
    const ticks = Math.round(ms * 90);
    const frame = encoder.encode(canvas.frame, ticks, everyTwoSeconds || asked);
    asked = false;
    for (const packet of frame ? packets(frame.data, ticks % 2 ** 32) : [])
      socket.send(packet, port, '127.0.0.1');
  };

  const sendSound = () => {
    const ms = beganMs + soundFrames * 20;
    const samples = Float32Array.from({ length: frameSamples }, (_, index) => {
      const at = ms + index / 48;
      return isMarked(at) ? 12_000 * Math.sin((2 * Math.PI * 440 * at) / 1000) : 0;
    });
    const payload = opus.encode(samples);
    const packet = Buffer.concat([Buffer.alloc(rtpHeaderBytes), payload]);
    const timestamp = Math.round(ms * 48) % 2 ** 32;
    writeRtpHeader(packet, {
      ...{ payloadType: internalPayloadTypes.opus, marker: false, timestamp, ssrc: showStreams.audio },
      sequence: soundFrames & 0xffff,
    });
    soundFrames += 1;
    if (!muted) socket.send(packet, port, '127.0.0.1');
  };

  const show: Show = {
    frames: 0,
    run: (to) => {
      port = to;
      timer ??= setInterval(() => {
        const elapsedMs = machineClock.now() - beganMs;
        while ((show.frames * 1000) / framesPerSecond <= elapsedMs) sendPicture();
        while (soundFrames * 20 <= elapsedMs) sendSound();
      }, 10);
    },
    pause: () => {
      if (timer) clearInterval(timer);
      timer = null;
    },
    keyframe: () => {
      asked = true;
    },
    mute: (now) => {
      muted = now;
    },
    close: () => {
      show.pause();
      encoder.close();
      opus.close();
      canvas.close();
      socket.close();
    },
  };
  return show;
}
