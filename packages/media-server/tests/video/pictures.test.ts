import type { Tile } from '@cloudmeet/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { colours } from '../../src/video/picture/colour.ts';
import type { LayerViewer } from './layer-viewer.ts';
import type { SyntheticSource } from './synthetic-source.ts';
import { cameraTile, gridOfFour, layers, openVideoRoom, type VideoRoomUnderTest } from './video-room.ts';

let room: VideoRoomUnderTest;
beforeEach(async () => {
  room = await openVideoRoom();
});
afterEach(() => room.close());

const waiting = { timeout: 15_000, interval: 30 };

function expectColour(viewer: LayerViewer, tile: Tile, { options }: SyntheticSource): void {
  const seen = viewer.colourAt(tile);
  expect(Math.abs((seen?.u ?? 0) - options.u)).toBeLessThan(9);
  expect(Math.abs((seen?.v ?? 0) - options.v)).toBeLessThan(9);
}

/** The source's colour stands in the tile and its barcode moves on. */
async function expectShown(viewer: LayerViewer, tile: Tile, source: SyntheticSource): Promise<void> {
  await vi.waitFor(() => {
    expectColour(viewer, tile, source);
    const seen = viewer.barcodeAt(tile) ?? -Infinity;
    expect(source.frames - seen).toBeLessThan(30);
    expect(source.frames).toBeGreaterThan(20);
  }, waiting);
}

describe('the picture that the video process composes', () => {
  it('a grid shows each camera in its own tile, moving, in one H264 stream of 720p', async () => {
    room.layOut(gridOfFour);
    const sources = [0, 1, 2, 3].map((person) => room.addSource(person));
    for (const source of sources) source.run();
    const viewer = await room.view(layers.full);
    for (const [person, tile] of gridOfFour.entries()) await expectShown(viewer, tile, sources[person]!);
    expect(viewer.size()).toEqual({ width: 1280, height: 720 });
    expect(viewer.losses).toBe(0);
    expect(Math.max(...viewer.packets.map(({ payload }) => payload.length))).toBeLessThanOrEqual(1168);
  });

  it('a new layout brings the speaker forward without a break', async () => {
    const speaker = [cameraTile(1, 0, 0, 1060, 596), cameraTile(0, 1068, 0, 212, 118)];
    const [first, second] = [room.addSource(0), room.addSource(1)];
    first.run();
    second.run();
    room.layOut([speaker[1]!]);
    const viewer = await room.view(layers.full);
    await expectShown(viewer, speaker[1]!, first);
    room.layOut(speaker);
    await expectShown(viewer, speaker[0]!, second);
    await expectShown(viewer, speaker[1]!, first);
    expect(viewer.losses).toBe(0);
  });

  it('a presentation shows the screen whole and the camera beside it', async () => {
    const screenTile: Tile = { ...cameraTile(0, 0, 0, 1060, 596), kind: 'screen' };
    const cameraBeside = cameraTile(0, 1068, 0, 212, 118);
    room.layOut([screenTile, cameraBeside]);
    const screen = room.addSource(0, {
      kind: 'screen',
      uplink: 500,
      width: 1024,
      height: 768,
      u: 200,
      v: 90,
    });
    const camera = room.addSource(0);
    screen.run();
    camera.run();
    const viewer = await room.view(layers.full);
    const shown = { ...screenTile, x: 133, width: 794 };
    await expectShown(viewer, shown, screen);
    await expectShown(viewer, cameraBeside, camera);
    const besideScreen = viewer.colourAt({ x: 40, y: 100, width: 10, height: 100 });
    expect(Math.abs((besideScreen?.y ?? 255) - colours.stage.y)).toBeLessThan(4);
  });

  it('VP8 from a camera and VP8 to a receiver go beside H264', async () => {
    room.layOut(gridOfFour.slice(0, 2));
    const h264 = room.addSource(0);
    const vp8 = room.addSource(1, { codec: 'VP8' });
    h264.run();
    vp8.run();
    const [full, half] = [await room.view(layers.full), await room.view(layers.halfVp8)];
    const scaled = gridOfFour.map((tile) => ({
      ...tile,
      x: tile.x / 2,
      y: tile.y / 2,
      width: tile.width / 2,
      height: tile.height / 2,
    }));
    for (const [index, source] of [h264, vp8].entries()) {
      await expectShown(full, gridOfFour[index]!, source);
      await expectShown(half, scaled[index]!, source);
    }
    expect(half.size()).toEqual({ width: 640, height: 360 });
  });

  it('a camera that stops keeps its last picture for at most 2 s, then the ground; back it is live at once', async () => {
    room.layOut(gridOfFour.slice(0, 1));
    const source = room.addSource(0);
    source.run();
    const viewer = await room.view(layers.full);
    await expectShown(viewer, gridOfFour[0]!, source);
    expect(room.child.last('source.live')).toMatchObject({ live: true, width: 640, height: 360 });
    source.pause();
    const stopped = performance.now();
    await vi.waitFor(() => expect(room.child.last('source.live')?.live).toBe(false), waiting);
    expect(performance.now() - stopped).toBeGreaterThan(1800);
    await vi.waitFor(() => {
      expect(Math.abs((viewer.colourAt(gridOfFour[0]!)?.y ?? 0) - colours.tile.y)).toBeLessThan(5);
    }, waiting);
    source.run();
    await expectShown(viewer, gridOfFour[0]!, source);
    expect(room.child.last('source.live')?.live).toBe(true);
  });

  it('control: a camera in another tile than its own is noticed', async () => {
    room.layOut([gridOfFour[1]!]);
    const [wrong, right] = [room.addSource(0), room.addSource(1)];
    right.run();
    const viewer = await room.view(layers.full);
    await expectShown(viewer, gridOfFour[1]!, right);
    expect(() => expectColour(viewer, gridOfFour[1]!, wrong)).toThrow();
    expect(() => expectColour(viewer, gridOfFour[0]!, right)).toThrow();
  });
});
