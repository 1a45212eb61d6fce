import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridLayout } from './grid-layout.ts';
import { aspectHardMax, aspectHardMin, aspectMax, aspectMin } from './rect.ts';
import type { Rect } from './rect.ts';

const stages = fc.record({
  count: fc.integer({ min: 1, max: 25 }),
  width: fc.integer({ min: 200, max: 2600 }),
  height: fc.integer({ min: 150, max: 1600 }),
});
const slack = 0.5;

function faults(rects: readonly Rect[], width: number, height: number): string[] {
  const found: string[] = [];
  rects.forEach((rect, at) => {
    const { x, y } = rect;
    const inside =
      x >= -slack && y >= -slack && x + rect.width <= width + slack && y + rect.height <= height + slack;
    if (!inside) found.push(`${at} leaves the stage`);
    if (rects.slice(at + 1).some((other) => overlap(rect, other))) found.push(`${at} overlaps`);
  });
  return found;
}

function overlap(one: Rect, other: Rect): boolean {
  const apart = (from: number, length: number, start: number) => from + length <= start + slack;
  return !(
    apart(one.x, one.width, other.x) ||
    apart(other.x, other.width, one.x) ||
    apart(one.y, one.height, other.y) ||
    apart(other.y, other.height, one.y)
  );
}

const areas = (rects: readonly Rect[]) => rects.map(({ width, height }) => width * height);
const covered = (rects: readonly Rect[], width: number, height: number) =>
  areas(rects).reduce((sum, area) => sum + area, 0) / (width * height);

describe('the grid', () => {
  it('gives everyone a place inside the stage, and no two the same', () => {
    fc.assert(
      fc.property(stages, ({ count, width, height }) => {
        const rects = gridLayout(count, width, height);
        expect(rects).toHaveLength(count);
        expect(faults(rects, width, height)).toEqual([]);
      }),
    );
  });

  it('the check goes red for tiles that overlap or leave the stage', () => {
    const tile = { x: 0, y: 0, width: 100, height: 100 };
    expect(faults([tile, { ...tile, x: 50 }], 120, 100)).toEqual(['0 overlaps', '1 leaves the stage']);
  });

  it('never makes a later tile larger than an earlier one', () => {
    fc.assert(
      fc.property(stages, ({ count, width, height }) => {
        const sizes = areas(gridLayout(count, width, height));
        sizes.slice(1).forEach((size, at) => expect(size).toBeLessThanOrEqual((sizes[at] ?? 0) * 1.05));
      }),
    );
  });

  it('never cuts heads off', () => {
    fc.assert(
      fc.property(stages, ({ count, width, height }) => {
        for (const rect of gridLayout(count, width, height)) {
          expect(rect.width / rect.height).toBeLessThan(aspectHardMax + 0.01);
        }
      }),
    );
  });

  it.each([
    [5, 1060, 776],
    [6, 1416, 776],
    [3, 437, 343],
    [4, 800, 651],
    [9, 1416, 776],
  ])('of %d on %d × %d fills the stage', (count, width, height) => {
    expect(covered(gridLayout(count, width, height), width, height)).toBeGreaterThan(0.94);
  });

  it.each([
    [5, 1060, 776],
    [6, 1416, 776],
    [4, 800, 651],
  ])('of %d on %d × %d crops faces between 4:3 and 1:1.1', (count, width, height) => {
    for (const rect of gridLayout(count, width, height)) {
      expect(rect.width / rect.height).toBeGreaterThan(aspectMin - 0.01);
      expect(rect.width / rect.height).toBeLessThan(aspectMax + 0.01);
    }
  });

  it('of five beside a panel is two over three of one height, as drawn', () => {
    const rects = gridLayout(5, 1060, 776);
    expect(rects.map(({ width }) => Math.round(width))).toEqual([526, 526, 348, 348, 348]);
    expect(new Set(rects.map(({ height }) => Math.round(height)))).toEqual(new Set([384]));
  });

  it('of three in a small frame is one large beside two', () => {
    const [large, upper, lower] = gridLayout(3, 437, 343);
    expect(large?.height).toBeCloseTo(343, 0);
    expect(upper?.x).toBeCloseTo(lower?.x ?? 0, 0);
  });

  it('of two stands side by side where the stage is wide, one over the other where it is tall', () => {
    const wide = gridLayout(2, 1416, 776);
    const tall = gridLayout(2, 374, 720);
    expect(wide[0]?.y).toBe(wide[1]?.y);
    expect(tall[0]?.x).toBe(tall[1]?.x);
  });

  it('of one fills a usual stage, and keeps a face’s shape on a sliver', () => {
    expect(covered(gridLayout(1, 1416, 776), 1416, 776)).toBeCloseTo(1, 2);
    const [alone] = gridLayout(1, 2000, 200);
    expect((alone?.width ?? 0) / (alone?.height ?? 1)).toBeCloseTo(aspectHardMax, 1);
    const [thin] = gridLayout(1, 100, 1200);
    expect((thin?.width ?? 0) / (thin?.height ?? 1)).toBeCloseTo(aspectHardMin, 1);
  });

  it('of nobody, or on no stage, is nothing', () => {
    expect(gridLayout(0, 800, 600)).toEqual([]);
    expect(gridLayout(3, 0, 600)).toEqual([]);
    expect(gridLayout(3, 800, 0)).toEqual([]);
  });
});
