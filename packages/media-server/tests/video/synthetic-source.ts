import { createSocket } from 'node:dgram';
import type { StreamId, VideoCodec } from '../../src/children/messages.ts';
import { createLayerPackets } from '../../src/video/layer/layer-packets.ts';
import { createPictureEncoder } from '../../src/video/layer/picture-encoder.ts';
import { createCanvas } from '../../src/video/picture/canvas.ts';
import { writeBarcode } from './barcode.ts';

export interface SyntheticSourceOptions {
  uplink: StreamId;
  codec: VideoCodec;
  width: number;
  height: number;
  /** Of its colour, 16 to 240. */
  u: number;
  v: number;
  port: number;
  framesPerSecond?: number;
}

/** Somebody's camera: one colour all over, with a barcode that counts its frames. */
export interface SyntheticSource {
  options: SyntheticSourceOptions;
  frames: number;
  /** The next frame becomes a keyframe. */
  keyframe(): void;
  /** The packets of the next frame, not yet sent. */
  next(): Buffer[];
  send(packets: readonly Buffer[]): void;
  /** Sends frames at its rate from now on. */
  run(): void;
  pause(): void;
  close(): void;
}

export function createSyntheticSource(options: SyntheticSourceOptions): SyntheticSource {
  const { width, height, codec, framesPerSecond = 24 } = options;
  const canvas = createCanvas(width, height);
  const encoder = createPictureEncoder({ codec, width, height, framesPerSecond, bitsPerSecond: 600_000 });
  const packets = createLayerPackets(options.uplink, codec);
  const socket = createSocket('udp4');
  const area = { x: 0, y: 0, width, height };
  let timer: NodeJS.Timeout | null = null;
  let wantsKeyframe = true;

  const source: SyntheticSource = {
    options,
    frames: 0,
    keyframe: () => {
      wantsKeyframe = true;
    },
    next: () => {
      source.frames += 1;
      canvas.fill(area, { y: 110, u: options.u, v: options.v });
      writeBarcode(canvas.planes(), area, source.frames % 4096);
      const ticks = Math.round((source.frames * 90_000) / framesPerSecond);
      const frame = encoder.encode(canvas.frame, ticks, wantsKeyframe);
      wantsKeyframe = false;
      return frame ? packets(frame.data, ticks) : [];
    },
    send: (datagrams) => {
      for (const datagram of datagrams) socket.send(datagram, options.port, '127.0.0.1');
    },
    run: () => {
      timer ??= setInterval(() => source.send(source.next()), 1000 / framesPerSecond);
    },
    pause: () => {
      if (timer) clearInterval(timer);
      timer = null;
    },
    close: () => {
      source.pause();
      encoder.close();
      canvas.close();
      socket.close();
    },
  };
  return source;
}
