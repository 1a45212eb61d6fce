import type { LayoutMap } from '@cloudmeet/contracts';
import { afterEach, describe, expect, it } from 'vitest';
import type { FromVideo, PictureLayer } from '../children/messages.ts';
import { eachPacket } from '../rtp/packet-bundle.ts';
import { readRtp } from '../rtp/rtp-packet.ts';
import type { Clock } from './clock.ts';
import type { EncodedFrame } from './encoded-frame.ts';
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
  { stream: 2, codec: 'H264', width: 320, height: 180, framesPerSecond: 15, bitsPerSecond: 200_000 },
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
  const frames = new Map<number, EncodedFrame[]>(layers.map(({ stream }) => [stream, []]));
  const framesOf = (stream: number) => frames.get(stream)!;
  const assemblers = new Map(
    layers.map(({ stream, codec }) => {
      const onFrame = (frame: EncodedFrame) => {
        framesOf(stream).push(frame);
        if (stream === 1) decoder.decode(frame);
      };
      return [stream, new FrameAssembler({ codec, onFrame, onLoss: () => undefined })];
    }),
  );
  const port: string[] = [];
  const note = (what: string) => () => void (port.at(-1) !== what && port.push(what));
  const holding = { hold: note('hold'), takeWaiting: note('take'), release: note('release') };
  const video = new VideoProcess({
    clock,
    port: {
      send: (datagram) =>
        eachPacket(datagram, (packet) => {
          const read = readRtp(packet);
          if (read) assemblers.get(read.ssrc)?.push(read, 0);
        }),
      ...holding,
    },
    tell: (message) => told.push(message),
    onFailure: (error) => failures.push(error),
  });
  closables.push(video, decoder);
  let number = 0;
  /** One second of a moving picture: how large those of the first layer are and how many came, to the next four. */
  const second = () => {
    const before = framesOf(1).length;
    for (let step = 0; step < 50; step += 1) {
      video.handle({ t: 'layout', room: 1, map: changingMap((number += 1)) });
      advance(20);
    }
    return `${decoder.picture.height} at ${Math.round((framesOf(1).length - before) / 4) * 4}`;
  };
  return { video, second, advance, armed, told, failures, framesOf, port };
}

const strain = { occupied: 1, missed: 0.2 };
const ease = { occupied: 0.2, missed: 0 };

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

  it('each layer has its own frame rate', () => {
    const { video, second, framesOf } = start();
    video.handle({ t: 'room.open', room: 1, layers });
    for (const { stream } of layers) video.handle({ t: 'layer.edges', room: 1, stream, ports: [9] });
    for (let at = 0; at < 8; at += 1) second();
    expect(Math.abs(framesOf(1).length - 8 * 24)).toBeLessThanOrEqual(1);
    expect(Math.abs(framesOf(2).length - 8 * 15)).toBeLessThanOrEqual(2);
  });

  it('segments get a keyframe every 2 s, each 48 frames after the last one, whoever else asks', () => {
    const { video, second, framesOf } = start();
    video.handle({ t: 'room.open', room: 1, layers });
    video.handle({ t: 'layer.keyframes', room: 1, stream: 1, everyMs: 2000 });
    video.handle({ t: 'layer.edges', room: 1, stream: 1, ports: [9] });
    for (let at = 0; at < 7; at += 1) second();
    video.handle({ t: 'keyframe', room: 1, stream: 1 });
    for (let at = 0; at < 6; at += 1) second();
    const keyframes = framesOf(1).flatMap(({ keyframe }, index) => (keyframe ? [index] : []));
    const onGrid = keyframes.filter((index) => index % 48 === 0);
    expect(onGrid).toEqual([0, 48, 96, 144, 192, 240, 288]);
    expect(keyframes).toHaveLength(8);
  });

  it('overload takes frames first, then the size of the largest layer, and ease gives all of it back', () => {
    const { video, second } = start();
    video.handle({ t: 'room.open', room: 1, layers });
    for (const { stream } of layers) video.handle({ t: 'layer.edges', room: 1, stream, ports: [9] });
    second();
    expect(second()).toBe('720 at 24');
    const seen = new Set<string>();
    for (let at = 0; at < 7; at += 1) {
      for (let sample = 0; sample < 5; sample += 1) video.sample(strain);
      seen.add(second());
    }
    expect([...seen]).toEqual(['720 at 20', '720 at 16', '720 at 12', '540 at 12', '360 at 12', '360 at 8']);
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

  it('what comes waits for the tick while a picture is drawn, and is given on at once when none is', () => {
    const { video, second, port } = start();
    video.handle({ t: 'room.open', room: 1, layers });
    video.handle({ t: 'layer.edges', room: 1, stream: 1, ports: [9] });
    second();
    video.handle({ t: 'layer.edges', room: 1, stream: 1, ports: [] });
    video.handle({ t: 'layer.edges', room: 1, stream: 2, ports: [9] });
    second();
    video.handle({ t: 'room.close', room: 1 });
    expect(port).toEqual(['hold', 'take', 'release', 'hold', 'take', 'release']);
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
