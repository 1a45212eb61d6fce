import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planStage } from './plan-stage.ts';
import { presentationLayout } from './presentation-layout.ts';
import { speakerLayout } from './speaker-layout.ts';
import type { Rect } from './rect.ts';

const stages = fc.record({
  count: fc.integer({ min: 1, max: 30 }),
  width: fc.integer({ min: 200, max: 2600 }),
  height: fc.integer({ min: 160, max: 1600 }),
});
const area = (rect: Rect | null | undefined) => (rect ? rect.width * rect.height : 0);
const inside = (rect: Rect, width: number, height: number) =>
  rect.x > -1 && rect.y > -1 && rect.x + rect.width < width + 1 && rect.y + rect.height < height + 1;
const apart = (one: Rect, other: Rect) =>
  one.x + one.width <= other.x + 1 ||
  other.x + other.width <= one.x + 1 ||
  one.y + one.height <= other.y + 1 ||
  other.y + other.height <= one.y + 1;

describe('the speaker layout', () => {
  it('keeps everyone inside and apart, the first the largest', () => {
    fc.assert(
      fc.property(stages, ({ count, width, height }) => {
        const rects = speakerLayout(count, width, height);
        expect(rects.length).toBeGreaterThan(0);
        expect(rects.length).toBeLessThanOrEqual(count);
        rects.forEach((rect, at) => {
          expect(inside(rect, width, height)).toBe(true);
          expect(area(rect)).toBeLessThanOrEqual(area(rects[0]) * 1.01);
          for (const other of rects.slice(at + 1)) expect(apart(rect, other)).toBe(true);
        });
      }),
    );
  });

  it('of four beside each other is one large and a column of three, as drawn', () => {
    const [large, ...others] = speakerLayout(4, 800, 651);
    expect(Math.round(large?.width ?? 0)).toBeGreaterThan(570);
    expect(new Set(others.map(({ x }) => Math.round(x))).size).toBe(1);
  });

  it('is nothing for nobody', () => {
    expect(speakerLayout(0, 800, 600)).toEqual([]);
  });
});

describe('the presentation layout', () => {
  it('keeps the screen whole in its own shape, and everyone inside and apart', () => {
    const shapes = fc.constantFrom(16 / 9, 16 / 10, 4 / 3, 9 / 19, 32 / 9);
    fc.assert(
      fc.property(stages, shapes, ({ count, width, height }, aspect) => {
        const { screen, rects } = presentationLayout(count, width, height, aspect);
        expect((screen?.width ?? 0) / (screen?.height ?? 1)).toBeCloseTo(aspect, 3);
        const all = [...(screen ? [screen] : []), ...rects];
        all.forEach((rect, at) => {
          expect(inside(rect, width, height)).toBe(true);
          for (const other of all.slice(at + 1)) expect(apart(rect, other)).toBe(true);
        });
      }),
    );
  });

  it('gives the screen more room than any person', () => {
    const { screen, rects } = presentationLayout(6, 1060, 776);
    for (const rect of rects) expect(area(screen)).toBeGreaterThan(4 * area(rect));
  });

  it('gives the screen the whole stage when nobody is shown', () => {
    expect(presentationLayout(0, 1600, 900)).toEqual({
      screen: { x: 0, y: 0, width: 1600, height: 900 },
      rects: [],
    });
  });
});

it('a stage of many shows 25 faces at most', () => {
  expect(planStage('grid', 100, 1400, 800).rects).toHaveLength(25);
});
