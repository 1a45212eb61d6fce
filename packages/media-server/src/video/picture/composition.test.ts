import type { Tile } from '@cloudmeet/contracts';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { SourcePicture } from '../uplink/video-source.ts';
import { createCanvas, type Planes } from './canvas.ts';
import { colours } from './colour.ts';
import { createComposition, type Composition } from './composition.ts';
import { createScaledPictures } from './scaled-pictures.ts';

let open: { close(): void }[] = [];
let pictures = 0;

afterEach(() => {
  for (const one of open) one.close();
  open = [];
});

const keep = <Kind extends { close(): void }>(one: Kind): Kind => {
  open.push(one);
  return one;
};

function plain(width: number, height: number, y: number): SourcePicture {
  const canvas = keep(createCanvas(width, height));
  canvas.fill({ x: 0, y: 0, width, height }, { y, u: 90, v: 160 });
  pictures += 1;
  return { frame: canvas.frame, number: pictures };
}

const tile = (index: number, area: Partial<Tile>): Tile => ({
  participantId: `par_${index}`,
  kind: 'camera',
  x: 0,
  y: 0,
  width: 100,
  height: 100,
  hasVideo: true,
  ...area,
});
const map = (tiles: Tile[]) => ({ number: 1, tiles, unseen: 0 });

function draw(composition: Composition, tiles: Tile[], shown: (SourcePicture | null)[]): number {
  composition.layOut(map(tiles));
  return composition.draw(
    (one) => shown[tiles.findIndex(({ participantId }) => participantId === one.participantId)] ?? null,
  );
}

/** Every sample of all planes against what the tiles say: nothing is spilled over a rim, nothing is left out. */
function mismatches({ canvas }: Composition, tiles: Tile[], levels: number[]): number {
  const expected = keep(createCanvas(canvas.width, canvas.height));
  expected.fill({ x: 0, y: 0, width: canvas.width, height: canvas.height }, colours.stage);
  for (const [index, area] of tiles.entries()) expected.fill(area, { y: levels[index]!, u: 90, v: 160 });
  const wanted = expected.planes();
  let wrong = 0;
  for (const [index, { bytes }] of canvas.planes().entries()) {
    const plane = wanted[index]!.bytes;
    for (let at = 0; at < plane.length; at += 1) if (Math.abs(bytes[at]! - plane[at]!) > 1) wrong += 1;
  }
  return wrong;
}

const lumaAt = ([luma]: Planes, x: number, y: number) => luma.bytes[y * luma.stride + x];

describe('the composed picture', () => {
  it('each tile shows its source to its last pixel and nothing beyond, whatever the widths', () => {
    const widths = fc.array(fc.integer({ min: 45, max: 106 }), { minLength: 6, maxLength: 6 });
    const sizes = fc.constantFrom([640, 360], [320, 180], [480, 640], [98, 54], [1280, 720], [200, 300]);
    fc.assert(
      fc.property(widths, sizes, (halves, [width, height]) => {
        const composition = keep(createComposition());
        let x = 0;
        const tiles = halves.map((half, index) => {
          const area = { x, y: 2 * index, width: half * 2, height: 60 + 2 * (half >> 1) };
          x += area.width;
          return tile(index, area);
        });
        const levels = tiles.map((_, index) => 40 + 30 * index);
        draw(
          composition,
          tiles,
          levels.map((level) => plain(width, height, level)),
        );
        expect(mismatches(composition, tiles, levels)).toBe(0);
      }),
      { numRuns: 12 },
    );
  });

  it('tiles at the right and lower rim stay within the picture', () => {
    const composition = keep(createComposition());
    const tiles = [tile(0, { x: 1070, y: 598, width: 210, height: 122 })];
    draw(composition, tiles, [plain(640, 360, 99)]);
    expect(mismatches(composition, tiles, [99])).toBe(0);
  });

  it('only tiles whose source has a new picture are painted', () => {
    const composition = keep(createComposition());
    const tiles = [tile(0, {}), tile(1, { x: 200 }), tile(2, { x: 400 })];
    const shown = [plain(64, 64, 50), plain(64, 64, 60), null];
    expect(draw(composition, tiles, shown)).toBe(3);
    expect(draw(composition, tiles, shown)).toBe(0);
    expect(draw(composition, tiles, [shown[0]!, plain(64, 64, 70), null])).toBe(1);
  });

  it('somebody without video has a plain ground with a disc in its middle', () => {
    const composition = keep(createComposition());
    draw(composition, [tile(0, { x: 100, y: 100, width: 200, height: 100 })], [null]);
    const planes = composition.canvas.planes();
    expect(lumaAt(planes, 110, 110)).toBe(colours.tile.y);
    expect(lumaAt(planes, 200, 150)).toBe(colours.disc.y);
    expect(lumaAt(planes, 200, 128)).toBe(colours.tile.y);
    expect(lumaAt(planes, 200, 132)).toBe(colours.disc.y);
    expect(lumaAt(planes, 90, 110)).toBe(colours.stage.y);
  });

  it('a new layout leaves nothing of the old one behind', () => {
    const composition = keep(createComposition());
    const shown = [plain(64, 64, 150), plain(64, 64, 170)];
    draw(composition, [tile(0, { width: 640, height: 640 }), tile(1, { x: 700 })], shown);
    const after = [tile(1, { x: 800, y: 300 })];
    draw(composition, after, [shown[1]!]);
    expect(mismatches(composition, after, [170])).toBe(0);
  });

  it('people who change places without a change of the places are painted anew alone', () => {
    const composition = keep(createComposition());
    const shown = [plain(64, 64, 50), plain(64, 64, 60), plain(64, 64, 70)];
    const places = [{ x: 0 }, { x: 200 }, { x: 400 }];
    draw(
      composition,
      places.map((place, index) => tile(index, place)),
      shown,
    );
    const swapped = [tile(0, { x: 200 }), tile(1, { x: 0 }), tile(2, { x: 400 })];
    expect(draw(composition, swapped, shown)).toBe(2);
    expect(mismatches(composition, swapped, [50, 60, 70])).toBe(0);
  });

  it('a screen of other proportions stands on the ground of the stage, and so does one that changes its size', () => {
    const composition = keep(createComposition());
    const area = tile(0, { kind: 'screen', width: 640, height: 360 });
    draw(composition, [area], [plain(360, 360, 200)]);
    draw(composition, [area], [plain(1280, 240, 180)]);
    const shownArea = { ...area, y: 120, height: 120 };
    expect(mismatches(composition, [shownArea], [180])).toBe(0);
  });

  it('smaller layers are scaled from it once for all who want that size', () => {
    const composition = keep(createComposition());
    draw(composition, [tile(0, { width: 1280, height: 720 })], [plain(640, 360, 120)]);
    const scaled = keep(createScaledPictures(composition.canvas));
    const small = scaled.inSize(640, 360);
    expect(scaled.inSize(640, 360)).toBe(small);
    expect(small.data?.[0]?.[360 * 100 + 5]).toBe(120);
    expect(scaled.inSize(1280, 720)).toBe(composition.canvas.frame);
  });

  it('control: two spilled pixels are seen', () => {
    const composition = keep(createComposition());
    const tiles = [tile(0, { width: 210, height: 118 })];
    draw(composition, tiles, [plain(640, 360, 99)]);
    composition.canvas.fill({ x: 210, y: 20, width: 2, height: 2 }, { y: 99, u: 90, v: 160 });
    expect(mismatches(composition, tiles, [99])).toBe(6);
  });
});
