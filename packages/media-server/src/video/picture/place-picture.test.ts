import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placePicture } from './place-picture.ts';

const evenSide = (most: number) => fc.integer({ min: 16, max: most }).map((side) => side & ~1);
const source = fc.record({
  width: fc.integer({ min: 16, max: 4096 }),
  height: fc.integer({ min: 16, max: 2176 }),
});
const tile = fc.record({
  x: fc.nat(300).map((at) => at * 2),
  y: fc.nat(150).map((at) => at * 2),
  width: evenSide(640),
  height: evenSide(360),
});
const kind = fc.constantFrom('camera' as const, 'screen' as const);

describe('where a source stands in its tile', () => {
  it('what is shown is within the scaled source, what is written within the tile, all on even pixels', () => {
    fc.assert(
      fc.property(kind, source, tile, (of, size, area) => {
        const { scaled, cut, to } = placePicture(of, size, area);
        expect(cut.x + to.width).toBeLessThanOrEqual(scaled.width);
        expect(cut.y + to.height).toBeLessThanOrEqual(scaled.height);
        expect(to.x).toBeGreaterThanOrEqual(area.x);
        expect(to.y).toBeGreaterThanOrEqual(area.y);
        expect(to.x + to.width).toBeLessThanOrEqual(area.x + area.width);
        expect(to.y + to.height).toBeLessThanOrEqual(area.y + area.height);
        for (const side of [scaled, cut, to].flatMap((one) => Object.values(one))) expect(side % 2).toBe(0);
        expect(Math.min(to.width, to.height)).toBeGreaterThanOrEqual(2);
        expect(scaled.width * scaled.height).toBeLessThanOrEqual(5 * area.width * area.height);
      }),
    );
  });

  it('a camera fills its tile and loses as much on both sides', () => {
    const area = { x: 8, y: 8, width: 320, height: 180 };
    expect(placePicture('camera', { width: 480, height: 360 }, area)).toEqual({
      scaled: { width: 320, height: 240 },
      cut: { x: 0, y: 30 },
      to: area,
    });
  });

  it('a camera that is hardly larger than its tile is cut, not scaled; a larger one is scaled', () => {
    const area = { x: 0, y: 0, width: 314, height: 174 };
    expect(placePicture('camera', { width: 320, height: 180 }, area)).toEqual({
      scaled: { width: 320, height: 180 },
      cut: { x: 2, y: 2 },
      to: area,
    });
    expect(placePicture('camera', { width: 352, height: 198 }, area).scaled.width).toBe(314);
  });

  it('a camera of so odd a shape that hardly anything would be left is shown whole', () => {
    const area = { x: 0, y: 0, width: 320, height: 180 };
    expect(placePicture('camera', { width: 1600, height: 160 }, area).to).toEqual({
      x: 0,
      y: 74,
      width: 320,
      height: 32,
    });
  });

  it('a screen is whole, in the middle, in its own proportions', () => {
    const area = { x: 0, y: 0, width: 1000, height: 600 };
    expect(placePicture('screen', { width: 1920, height: 1080 }, area)).toEqual({
      scaled: { width: 1000, height: 562 },
      cut: { x: 0, y: 0 },
      to: { x: 0, y: 18, width: 1000, height: 562 },
    });
  });

  it('a screen that nearly fills its tile stays pixel for pixel; a small one is made larger', () => {
    const area = { x: 0, y: 0, width: 1000, height: 600 };
    expect(placePicture('screen', { width: 900, height: 540 }, area).to).toMatchObject({
      width: 900,
      height: 540,
    });
    expect(placePicture('screen', { width: 400, height: 240 }, area).to).toMatchObject({
      width: 1000,
      height: 600,
    });
  });
});
