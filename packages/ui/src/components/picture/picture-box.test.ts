import { describe, expect, it } from 'vitest';
import { clipToPlaces, freeCorner, inReadingOrder, pictureBox, placeInPicture } from './picture-box.ts';

const canvas = { width: 1280, height: 720 };
const rect = (x: number, y: number, width = 320, height = 180) => ({ x, y, width, height });

describe('the box of a picture', () => {
  it('is the largest of its shape in the middle of any stage', () => {
    for (const [width, height] of [
      [1440, 900],
      [390, 844],
      [2000, 300],
      [1280, 720],
    ] as const) {
      const box = pictureBox(canvas, width, height);
      expect(box.width / box.height).toBeCloseTo(16 / 9);
      expect(Math.min(width - box.width, height - box.height)).toBeCloseTo(0);
      expect(box.x * 2 + box.width).toBeCloseTo(width);
      expect(box.y * 2 + box.height).toBeCloseTo(height);
    }
  });

  it('is nothing on a stage that was not measured yet', () => {
    expect(pictureBox(canvas, 0, 0)).toMatchObject({ width: 0, height: 0 });
  });
});

describe('places in it', () => {
  it('are shares of the picture, so that they lie right at any size', () => {
    expect(placeInPicture(canvas, rect(640, 180))).toEqual({
      left: '50.0000%',
      top: '25.0000%',
      width: '25.0000%',
      height: '25.0000%',
    });
  });

  it('are walked through as one reads', () => {
    const tiles = [rect(640, 200), rect(0, 200), rect(900, 0), rect(0, 0)].map((one) => ({ rect: one }));
    expect(inReadingOrder(tiles).map((tile) => [tile.rect.x, tile.rect.y])).toEqual([
      [0, 0],
      [900, 0],
      [0, 200],
      [640, 200],
    ]);
  });

  it('alone are seen of the picture, each with round corners', () => {
    const clip = clipToPlaces(canvas, 640, [rect(0, 0), rect(640, 360)]);
    expect(clip.match(/M/g)).toHaveLength(2);
    expect(clip).toContain('M12 0H148A12 12 0 0 1 160 12');
    expect(clip).toContain('V258');
    expect(clipToPlaces(canvas, 640, [])).toBe('inset(100%)');
  });
});

describe('the free corner', () => {
  it('is as large as the smallest tile where no tile stands at the lower right', () => {
    expect(freeCorner(canvas, [rect(0, 0, 1064, 598), rect(1072, 0, 208, 112)])).toEqual(
      rect(1072, 608, 208, 112),
    );
  });

  it('is not there where a tile is', () => {
    expect(freeCorner(canvas, [rect(0, 0), rect(960, 540)])).toBeNull();
    expect(freeCorner(canvas, [rect(0, 0, 1280, 720)])).toBeNull();
    expect(freeCorner(canvas, [])).toBeNull();
  });
});
