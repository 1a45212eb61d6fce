import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keyframesKept } from '../../src/video/layer/keyframe-gate.ts';
import { gridOfFour, layers, openVideoRoom, type VideoRoomUnderTest } from './video-room.ts';

let room: VideoRoomUnderTest;
beforeEach(async () => {
  room = await openVideoRoom();
});
afterEach(() => room.close());

const waiting = { timeout: 20_000, interval: 30 };
const gaps = (times: readonly number[]) => times.slice(1).map((time, index) => time - times[index]!);

describe('the layers of a picture', () => {
  it('while nobody receives anything, nothing is decoded, painted or encoded', async () => {
    room.layOut(gridOfFour);
    const source = room.addSource(0);
    source.run();
    await vi.waitFor(() => {
      expect(source.frames).toBeGreaterThan(60);
      expect(room.metric('video_sources')).toBe(1);
    }, waiting);
    expect(room.metric('video_frames_decoded_total')).toBe(0);
    expect(room.metric('video_pictures_drawn_total')).toBe(0);
    expect(room.metric('video_frames_encoded_total')).toBe(0);
    expect(room.child.last('beat')?.busy).toBe(false);
  });

  it('each layer comes while it is wanted and ends when it is not; the others go on', async () => {
    room.layOut(gridOfFour);
    room.addSource(0).run();
    const half = await room.view(layers.half);
    const quarter = await room.view(layers.quarter);
    await vi.waitFor(() => expect(Math.min(half.frames, quarter.frames)).toBeGreaterThan(10), waiting);
    expect(half.size()).toEqual({ width: 640, height: 360 });
    expect(quarter.size()).toEqual({ width: 320, height: 180 });
    room.leave(layers.half);
    const [halfBefore, quarterBefore] = [half.frames, quarter.frames];
    await vi.waitFor(() => expect(quarter.frames).toBeGreaterThan(quarterBefore + 15), waiting);
    expect(half.frames).toBeLessThan(halfBefore + 4);
    room.leave(layers.quarter);
    await vi.waitFor(() => expect(room.child.last('beat')?.busy).toBe(false), waiting);
  });

  it('sequence numbers are dense over keyframes, pauses and returns of a layer', async () => {
    room.layOut(gridOfFour);
    room.addSource(0).run();
    const first = await room.view(layers.half);
    await vi.waitFor(() => expect(first.frames).toBeGreaterThan(20), waiting);
    room.leave(layers.half);
    const second = await room.view(layers.half);
    await vi.waitFor(() => expect(second.frames).toBeGreaterThan(20), waiting);
    const numbers = [...first.packets, ...second.packets].map(({ sequence }) => sequence);
    expect(gaps(numbers).every((gap) => gap === 1)).toBe(true);
  });

  it('whoever comes gets a keyframe, and a storm of requests makes a few and then one a second for everybody', async () => {
    room.layOut(gridOfFour);
    room.addSource(0).run();
    const viewer = await room.view(layers.half);
    await vi.waitFor(() => expect(viewer.frames).toBeGreaterThan(3), waiting);
    expect(viewer.keyframes).toHaveLength(1);
    const storm = setInterval(() => room.askKeyframe(layers.half), 20);
    await vi.waitFor(() => expect(viewer.keyframes.length).toBeGreaterThan(keyframesKept + 2), waiting);
    clearInterval(storm);
    const seconds = (viewer.keyframes.at(-1)! - viewer.keyframes[0]!) / 1000;
    // A layer that is made smaller under load begins with a keyframe of its own.
    expect(viewer.keyframes.length - 1).toBeLessThanOrEqual(keyframesKept + seconds / 0.95);
  });

  it('a picture in which nothing happens goes on slowly, and at full rate as soon as something does', async () => {
    room.layOut([{ ...gridOfFour[0]!, hasVideo: false }]);
    const viewer = await room.view(layers.half);
    const rateNow = () => {
      const times = viewer.packets.slice(-3).map(({ timestamp }) => timestamp);
      return 180_000 / (times[2]! - times[0]!);
    };
    await vi.waitFor(() => expect(rateNow()).toBeLessThan(5), waiting);
    expect(rateNow()).toBeGreaterThan(3);
    room.layOut(gridOfFour.slice(0, 1));
    room.addSource(0).run();
    await vi.waitFor(() => expect(rateNow()).toBeGreaterThan(7), waiting);
  });
});
