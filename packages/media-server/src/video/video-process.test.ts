import type { LayoutMap } from '@cloudmeet/contracts';
import { afterEach, describe, expect, it } from 'vitest';
import type { FromVideo, PictureLayer } from '../children/messages.ts';
import { readRtp } from '../rtp/rtp-packet.ts';
import type { Clock } from './clock.ts';
import { FrameAssembler } from './uplink/frame-assembler.ts';
import { createPictureDecoder } from './uplink/picture-decoder.ts';
import { VideoProcess } from './video-process.ts';

/** A clock that the test moves on. */
function createHandClock() {
  let nowMs = 0;
  let timers: { at: number; run: () => void }[] = [];
  let armed = 0;
  const clock: Clock = {
    now: () => nowMs,
    after: (ms, run) => {
      armed += 1;
      const timer = { at: nowMs + Math.max(0, ms), run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
  };
  const advance = (ms: number) => {
    const until = nowMs + ms;
    for (;;) {
      const [first] = timers.toSorted((a, b) => a.at - b.at);
      if (!first || first.at > until) break;
      timers = timers.filter((one) => one !== first);
      nowMs = Math.max(nowMs, first.at);
      first.run();
    }
    nowMs = until;
  };
  return { clock, advance, armed: () => armed };
}

const layers: PictureLayer[] = [
  { stream: 1, codec: 'H264', width: 1280, height: 720, framesPerSecond: 24, bitsPerSecond: 1_200_000 },
  { stream: 2, codec: 'H264', width: 320, height: 180, framesPerSecond: 24, bitsPerSecond: 200_000 },
];

/** A map that changes with each number, so that the picture is never at rest. */
const changingMap = (number: number): LayoutMap => ({
  number,
  tiles: [
    {
      participantId: 'par_a',
      kind: 'camera',
      x: (2 * number) % 400,
      y: 0,
      width: 300,
      height: 200,
      hasVideo: false,
    },
  ],
  unseen: 0,
});

const closables: { close(): void }[] = [];
afterEach(() => {
  for (const one of closables.splice(0)) one.close();
});

function start() {
  const { clock, advance, armed } = createHandClock();
  const told: FromVideo[] = [];
  const failures: unknown[] = [];
  const decoder = createPictureDecoder('H264');
  let pictures = 0;
  const assembler = new FrameAssembler({
    codec: 'H264',
    onFrame: (frame) => (pictures += decoder.decode(frame) ? 1 : 0),
    onLoss: () => undefined,
  });
  const video = new VideoProcess({
    clock,
    send: (packet) => {
      const read = readRtp(packet);
      if (read?.ssrc === 1) assembler.push(read, 0);
    },
    tell: (message) => told.push(message),
    onFailure: (error) => failures.push(error),
  });
  closables.push(video, decoder);
  let number = 0;
  /** One second of a moving picture: how large those of the first layer are and how many came, to the next four. */
  const second = () => {
    const before = pictures;
    for (let step = 0; step < 50; step += 1) {
      video.handle({ t: 'layout', room: 1, map: changingMap((number += 1)) });
      advance(20);
    }
    return `${decoder.picture.height} at ${Math.round((pictures - before) / 4) * 4}`;
  };
  return { video, second, advance, armed, told, failures };
}

const strain = { busy: 1, missed: 0.2 };
const ease = { busy: 0.2, missed: 0 };

describe('the rooms of the video process', () => {
  it('1,000 rooms that nobody watches wait for nothing and hold no picture', () => {
    const { video, armed, advance } = start();
    for (let room = 1; room <= 1000; room += 1) {
      video.handle({ t: 'room.open', room, layers });
      video.handle({ t: 'layout', room, map: changingMap(1) });
      const source = { participantId: 'par_a', kind: 'camera', codec: 'H264' } as const;
      video.handle({ t: 'source', room, uplink: 5000 + room, ...source });
    }
    advance(60_000);
    expect(armed()).toBe(0);
    expect(video.watchedRooms).toBe(0);
    expect(video.counters.ticksDrawn).toBe(0);
  });

  it('overload takes frames first, then the size of the largest layer, and ease gives all of it back', () => {
    const { video, second } = start();
    video.handle({ t: 'room.open', room: 1, layers });
    for (const { stream } of layers) video.handle({ t: 'layer.edges', room: 1, stream, ports: [9] });
    second();
    expect(second()).toBe('720 at 24');
    const seen = new Set<string>();
    for (let at = 0; at < 14; at += 1) {
      video.sample(strain);
      seen.add(second());
    }
    expect([...seen]).toEqual([
      '720 at 24',
      '720 at 20',
      '720 at 16',
      '720 at 12',
      '540 at 12',
      '360 at 12',
      '360 at 8',
    ]);
    for (let at = 0; at < 400; at += 1) video.sample(ease);
    second();
    expect(second()).toBe('720 at 24');
  });

  it('a room whose picture cannot be made is told, tried again each second, and does not stop another', () => {
    const { video, second, failures } = start();
    const impossible = { ...layers[1]!, stream: 9, width: 0, height: 0 };
    video.handle({ t: 'room.open', room: 2, layers: [impossible] });
    video.handle({ t: 'layer.edges', room: 2, stream: 9, ports: [9] });
    video.handle({ t: 'room.open', room: 1, layers });
    video.handle({ t: 'layer.edges', room: 1, stream: 1, ports: [9] });
    for (let at = 0; at < 3; at += 1) second();
    expect(second()).toBe('720 at 24');
    expect(failures.length).toBeGreaterThanOrEqual(3);
    expect(failures.length).toBeLessThanOrEqual(6);
  });

  it('what was closed says nothing more', () => {
    const { video, second, told } = start();
    video.handle({ t: 'room.open', room: 1, layers });
    video.handle({ t: 'layer.edges', room: 1, stream: 1, ports: [9] });
    expect(second()).toBe('720 at 24');
    video.close();
    video.close();
    const before = told.length;
    expect(second()).toBe('720 at 0');
    expect(told).toHaveLength(before);
  });
});
