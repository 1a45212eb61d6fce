import type { LayoutMap } from '@cloudmeet/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PictureLayer } from '../../src/children/messages.ts';
import { openLayerViewer, type LayerViewer } from './layer-viewer.ts';
import { createSyntheticSource, type SyntheticSource } from './synthetic-source.ts';
import { forkVideo, type VideoChild } from './video-child.ts';

const room = 7;
const layer = (stream: number, codec: 'H264' | 'VP8', height: number): PictureLayer => ({
  stream,
  codec,
  width: (height * 16) / 9,
  height,
  framesPerSecond: 24,
  bitsPerSecond: 1_500_000,
});
const layers = [layer(1, 'H264', 720), layer(2, 'H264', 360), layer(3, 'VP8', 360)];

let child: VideoChild;
let closables: { close(): Promise<void> | void }[] = [];

beforeEach(async () => {
  child = await forkVideo();
  child.send({ t: 'room.open', room, layers });
});

afterEach(async () => {
  await child.close();
  for (const one of closables) await one.close();
  closables = [];
});

function addSource(person: number, options: Partial<SyntheticSource['options']> = {}): SyntheticSource {
  const uplink = 100 + person;
  const source = createSyntheticSource({
    uplink,
    codec: 'H264',
    width: 640,
    height: 360,
    u: 60 + 20 * person,
    v: 200 - 20 * person,
    port: child.port,
    ...options,
  });
  closables.push(source);
  child.send({
    t: 'source',
    room,
    participantId: `par_${person}`,
    kind: 'camera',
    uplink,
    codec: source.options.codec,
  });
  return source;
}

async function view(stream: number, codec: 'H264' | 'VP8'): Promise<LayerViewer> {
  const viewer = await openLayerViewer(stream, codec);
  closables.push(viewer);
  child.send({ t: 'layer.edges', room, stream, ports: [viewer.port] });
  return viewer;
}

function grid(count: number): LayoutMap {
  const tiles = Array.from({ length: count }, (_, index) => ({
    participantId: `par_${index}`,
    kind: 'camera' as const,
    x: 8 + (index % 2) * 636,
    y: 4 + Math.floor(index / 2) * 360,
    width: 628,
    height: 352,
    hasVideo: true,
  }));
  return { number: 1, tiles, unseen: 0 };
}

describe('the video process', () => {
  it('composes the cameras of a grid into one H264 picture of 720p, each in its own tile and moving', async () => {
    const map = grid(4);
    child.send({ t: 'layout', room, map });
    const sources = [0, 1, 2, 3].map((person) => addSource(person));
    for (const source of sources) source.run();
    const viewer = await view(1, 'H264');
    await vi.waitFor(() => {
      for (const [index, tile] of map.tiles.entries()) {
        const { u, v } = sources[index]!.options;
        const seen = viewer.colourAt(tile);
        expect(Math.abs((seen?.u ?? 0) - u)).toBeLessThan(8);
        expect(Math.abs((seen?.v ?? 0) - v)).toBeLessThan(8);
        expect(viewer.barcodeAt(tile)).toBeGreaterThan(10);
      }
    }, 10_000);
    expect(viewer.size()).toEqual({ width: 1280, height: 720 });
    expect(viewer.losses).toBe(0);
  });
});
