import { createSocket } from 'node:dgram';
import { machineClock } from '../../src/video/clock.ts';
import { createShowMedia, framesPerSecond, showSize, showStreams } from './show-media.ts';

export { framesPerSecond, showSize, showStreams };

const stepMs = 20;
const stepsMax = 10;

/** A show in real time, sent as the media processes send theirs. */
export interface Show {
  /** When its first picture was due, in milliseconds since 1970; the barcode of that is 1. */
  readonly beganMs: number;
  frames: number;
  /** Sends to this port from now on. */
  run(port: number): void;
  pause(): void;
  keyframe(): void;
  /** Nothing is sent for sound, as in a room where nobody speaks. */
  mute(muted: boolean): void;
  close(): void;
}

export function createShow(streams: { video: number; audio: number } = showStreams): Show {
  const socket = createSocket('udp4');
  const beganMs = machineClock.now();
  const media = createShowMedia(beganMs, streams);
  let port = 0;
  let timer: NodeJS.Timeout | null = null;
  let sentMs = -stepMs;
  const pause = () => {
    if (timer) clearInterval(timer);
    timer = null;
  };
  return {
    beganMs,
    get frames() {
      return media.frames;
    },
    run: (to) => {
      port = to;
      timer ??= setInterval(() => {
        // However late it is: a little at a time, so that sound is never far behind its pictures.
        for (let steps = 0; steps < stepsMax && sentMs < machineClock.now() - beganMs; steps += 1) {
          sentMs = Math.min(sentMs + stepMs, machineClock.now() - beganMs);
          for (const packet of media.until(sentMs)) socket.send(packet, port, '127.0.0.1');
        }
      }, 10);
    },
    pause,
    keyframe: media.keyframe,
    mute: media.mute,
    close: () => {
      pause();
      media.close();
      socket.close();
    },
  };
}
