import { afterEach, describe, expect, it } from 'vitest';
import { readRtp, type RtpPacket } from '../../rtp/rtp-packet.ts';
import { createLayerPackets } from '../layer/layer-packets.ts';
import { createPictureEncoder } from '../layer/picture-encoder.ts';
import { createCanvas } from '../picture/canvas.ts';
import { createVideoCounters } from '../video-counters.ts';
import { VideoSource } from './video-source.ts';

const closables: { close(): void }[] = [];
afterEach(() => {
  for (const one of closables.splice(0)) one.close();
});

function start(kind: 'camera' | 'screen') {
  let nowMs = 0;
  let frames = 0;
  const told: string[] = [];
  const canvas = createCanvas(320, 180);
  const settings = {
    codec: 'H264',
    width: 320,
    height: 180,
    framesPerSecond: 10,
    bitsPerSecond: 200_000,
  } as const;
  const encoder = createPictureEncoder(settings);
  const packets = createLayerPackets(1, 'H264');
  let wanted = false;
  const counters = createVideoCounters();
  const source = new VideoSource({
    kind,
    codec: 'H264',
    counters,
    now: () => nowMs,
    onKeyframeWanted: () => {
      wanted = true;
    },
    onLive: (live, width, height) => told.push(live ? `${width}×${height}` : 'dark'),
  });
  closables.push(source, encoder, canvas);
  const nextPackets = (): RtpPacket[] => {
    frames += 1;
    const frame = encoder.encode(canvas.frame, frames * 9000, wanted);
    wanted = false;
    return packets(frame!.data, frames * 9000).map((packet) => readRtp(packet)!);
  };
  const push = (packet: RtpPacket) => source.push(packet, nowMs);
  /** Time passes; ten times a second it sends (broken or whole pictures) or does not. */
  const pass = (ms: number, sends: 'pictures' | 'garbage' | 'nothing') => {
    for (const end = nowMs + ms; nowMs < end; nowMs += 100) {
      if (sends !== 'nothing') {
        for (const packet of nextPackets()) {
          if (sends === 'garbage') packet.payload.fill(0xff);
          push(packet);
        }
      }
      source.refresh(nowMs);
    }
  };
  return { source, told, pass, counters, nextPackets, push };
}

describe('whether a source has a picture', () => {
  it('a camera is dark 2 s after its last picture and live again with the next', () => {
    const { source, told, pass } = start('camera');
    source.watch(true);
    pass(1000, 'pictures');
    pass(1800, 'nothing');
    expect(told).toEqual(['320×180']);
    pass(500, 'nothing');
    expect(told).toEqual(['320×180', 'dark']);
    pass(500, 'pictures');
    expect(told).toEqual(['320×180', 'dark', '320×180']);
  });

  it('a screen on which nothing moves for some seconds stays', () => {
    const { source, told, pass } = start('screen');
    source.watch(true);
    pass(1000, 'pictures');
    pass(8000, 'nothing');
    expect(told).toEqual(['320×180']);
    pass(3000, 'nothing');
    expect(told).toEqual(['320×180', 'dark']);
  });

  it('one that was dark, left the picture and sends again is told, so that it can come back', () => {
    const { source, told, pass } = start('screen');
    source.watch(true);
    pass(11_000, 'nothing');
    source.watch(false);
    expect(told).toEqual(['dark']);
    pass(4000, 'pictures');
    expect(told).toEqual(['dark', '0×0']);
    source.watch(true);
    pass(1000, 'pictures');
    expect(told).toEqual(['dark', '0×0', '320×180']);
  });

  it('one that never makes a picture is believed ever more rarely', () => {
    const { source, told, pass } = start('camera');
    for (let second = 0; second < 300; second += 1) {
      source.watch(told.at(-1) !== 'dark');
      pass(1000, 'garbage');
    }
    expect(told.filter((one) => one === 'dark').length).toBeLessThan(12);
  });

  it('what was shown, is not seen for a while and is seen again is not told to be dark in between', () => {
    const { source, told, pass } = start('camera');
    source.watch(true);
    pass(1000, 'pictures');
    source.watch(false);
    pass(5000, 'pictures');
    source.watch(true);
    pass(1000, 'pictures');
    expect(told).toEqual(['320×180']);
  });
});

describe('when a source is decoded', () => {
  it('its frames wait until its picture is wanted, then all of them are decoded', () => {
    const { source, counters, nextPackets, push } = start('camera');
    source.watch(true);
    for (let frame = 0; frame < 3; frame += 1) nextPackets().forEach(push);
    expect(counters.framesDecoded).toBe(0);
    expect(source.picture(0)).toBeNull();
    source.refresh(0);
    expect(counters.framesDecoded).toBe(3);
    expect(source.picture(0)?.number).toBe(3);
  });

  it('what came whole before a loss is decoded before it, and nothing after it without a keyframe', () => {
    const { source, counters, nextPackets, push } = start('camera');
    source.watch(true);
    for (let frame = 0; frame < 3; frame += 1) nextPackets().forEach(push);
    nextPackets();
    for (let frame = 0; frame < 2; frame += 1) nextPackets().forEach(push);
    source.refresh(0);
    source.refresh(5000);
    expect(counters.losses).toBeGreaterThan(0);
    expect(counters.framesDecoded).toBe(3);
  });

  it('while nobody draws, no more than a second of frames is kept', () => {
    const { source, counters, nextPackets, push } = start('camera');
    source.watch(true);
    for (let frame = 0; frame < 100; frame += 1) nextPackets().forEach(push);
    expect(counters.framesDecoded).toBeGreaterThanOrEqual(70);
  });

  it('what waits when nobody sees it any more is forgotten', () => {
    const { source, counters, nextPackets, push } = start('camera');
    source.watch(true);
    nextPackets().forEach(push);
    source.watch(false);
    source.watch(true);
    source.refresh(0);
    expect(counters.framesDecoded).toBe(0);
  });
});
