import {
  layoutCanvas,
  layoutMapSchema,
  layouts,
  type Layout,
  type LayoutMap,
  type Tile,
} from '@cloudmeet/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LayoutInput, type LayoutPerson } from './layout-input.ts';
import { nextLayout } from './next-layout.ts';

const idOf = (n: number) => `par_${String(n).padStart(24, '0')}`;
const person = (n: number, more: Partial<LayoutPerson> = {}): LayoutPerson => ({
  participantId: idOf(n),
  camera: true,
  screen: false,
  ...more,
});
const people = (count: number) => Array.from({ length: count }, (_, n) => person(n));
const input = (layout: Layout, who: LayoutPerson[], more: Partial<LayoutInput> = {}): LayoutInput => ({
  layout,
  people: who,
  speaker: null,
  spotlight: null,
  ...more,
});

const placeOf = (map: LayoutMap) =>
  new Map(
    map.tiles.map((tile) => [
      `${tile.kind} ${tile.participantId}`,
      `${tile.x} ${tile.y} ${tile.width} ${tile.height}`,
    ]),
  );
/** How many of those who are in both pictures stand elsewhere in the second one. */
function moved(before: LayoutMap, after: LayoutMap): number {
  const old = placeOf(before);
  return [...placeOf(after)].filter(([key, place]) => old.has(key) && old.get(key) !== place).length;
}
const apart = (a: Tile, b: Tile) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

const anyPerson = fc
  .record({ n: fc.nat(60), camera: fc.boolean(), screen: fc.boolean(), heard: fc.option(fc.nat(1000)) })
  .map(({ n, heard, ...rest }) => person(n, { ...rest, lastHeard: heard ?? undefined }));
const anyInput = fc
  .record({
    layout: fc.constantFrom(...layouts),
    who: fc.uniqueArray(anyPerson, { selector: (one) => one.participantId, maxLength: 50 }),
    speaker: fc.option(fc.nat(60)),
    spotlight: fc.option(fc.nat(60)),
    tilesMax: fc.integer({ min: 1, max: 49 }),
  })
  .map(({ layout, who, speaker, spotlight, tilesMax }) =>
    input(layout, who, {
      speaker: speaker === null ? null : idOf(speaker),
      spotlight: spotlight === null ? null : idOf(spotlight),
      tilesMax,
    }),
  );

/** What every picture must be, whatever happened before it. */
function expectSound(map: LayoutMap, given: LayoutInput): void {
  expect(layoutMapSchema.safeParse(map).error).toBeUndefined();
  const keys = new Set(map.tiles.map((tile) => `${tile.kind} ${tile.participantId}`));
  expect(keys.size).toBe(map.tiles.length);
  expect(map.tiles.length).toBeLessThanOrEqual(given.tilesMax ?? 25);
  for (const [index, tile] of map.tiles.entries()) {
    for (const side of [tile.x, tile.y, tile.width, tile.height]) expect(side % 2).toBe(0);
    expect(tile.x + tile.width).toBeLessThanOrEqual(layoutCanvas.width);
    expect(tile.y + tile.height).toBeLessThanOrEqual(layoutCanvas.height);
    for (const other of map.tiles.slice(index + 1)) expect(apart(tile, other)).toBe(true);
  }
  const cameras = map.tiles.filter((tile) => tile.kind === 'camera').length;
  expect(map.unseen).toBe(given.people.length - cameras);
}

describe('layouts', () => {
  it('are sound whatever happens in whatever order', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { minLength: 1, maxLength: 8 }), (steps) => {
        let map: LayoutMap | null = null;
        for (const step of steps) {
          const next: LayoutMap = nextLayout(map, step);
          expectSound(next, step);
          if (next !== map) expect(next.number).toBe((map?.number ?? 0) + 1);
          expect(nextLayout(next, step)).toBe(next);
          map = next;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are judged by a check that sees overlapping tiles', () => {
    const map = nextLayout(null, input('grid', people(4)));
    const broken = { ...map, tiles: map.tiles.map((tile) => ({ ...tile, x: 0 })) };
    expect(() => expectSound(broken, input('grid', people(4)))).toThrow();
  });

  it('show everybody and keep 16:9 in a grid of any size up to 25, and the largest tiles that fit', () => {
    for (let count = 1; count <= 25; count += 1) {
      const map = nextLayout(null, input('grid', people(count)));
      expect(map.unseen).toBe(0);
      const columns = Math.ceil(Math.sqrt(count));
      for (const tile of map.tiles) {
        expect(tile.width).toBeGreaterThanOrEqual(Math.floor(1280 / columns) - 10);
        expect(tile.width / tile.height).toBeGreaterThan(1.7);
        expect(tile.width / tile.height).toBeLessThan(1.9);
      }
    }
  });

  it('put the last row of a small grid into the middle', () => {
    for (const [count, inLastRow] of [
      [3, 1],
      [5, 2],
      [7, 1],
      [8, 2],
    ] as const) {
      const last = nextLayout(null, input('grid', people(count))).tiles.slice(-inLastRow);
      const left = last[0]?.x ?? NaN;
      const right = layoutCanvas.width - (last.at(-1)?.x ?? NaN) - (last.at(-1)?.width ?? NaN);
      expect(Math.abs(left - right)).toBeLessThanOrEqual(4);
    }
  });

  it('leave the last place of a full grid free to say how many are not seen', () => {
    const map = nextLayout(null, input('grid', people(26)));
    expect(map.unseen).toBe(2);
    const inCorner = (tile: Tile) => tile.x + tile.width > 1080 && tile.y + tile.height > 610;
    expect(map.tiles.some(inCorner)).toBe(false);
    expect(nextLayout(map, input('grid', people(25))).tiles.some(inCorner)).toBe(true);
  });

  it('move nobody when someone joins and at most one when someone leaves, while the cut stays', () => {
    fc.assert(
      fc.property(fc.constantFrom(...layouts), fc.boolean(), fc.nat(20), (layout, screen, gone) => {
        const who = people(21).map((one, n) => (n === 0 ? { ...one, screen } : one));
        const more = [...who, person(21)];
        const first = nextLayout(null, input(layout, who));
        const joined = nextLayout(first, input(layout, more));
        // 21 and 22 people in a grid are both five by five; with a stage the cut does not depend on them.
        expect(moved(first, joined)).toBeLessThanOrEqual(layout === 'grid' && screen ? 22 : 0);
        if (screen && gone === 0) return;
        const left = nextLayout(
          joined,
          input(
            layout,
            more.filter((_, n) => n !== gone),
          ),
        );
        if (!(layout === 'grid' && screen)) expect(moved(joined, left)).toBeLessThanOrEqual(2);
        if (layout === 'grid' && !screen) expect(moved(joined, left)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('change places of two when another person speaks', () => {
    const before = nextLayout(null, input('speaker', people(8), { speaker: idOf(0) }));
    const after = nextLayout(before, input('speaker', people(8), { speaker: idOf(5) }));
    expect(after.tiles[0]?.participantId).toBe(idOf(5));
    expect(moved(before, after)).toBe(2);
    const silent = nextLayout(after, input('speaker', people(8)));
    expect(silent).toBe(after);
  });

  it('give a shared screen the largest place, and the speaker a larger one than the others beside it', () => {
    for (const layout of layouts) {
      const who = [person(0), person(1, { screen: true }), ...people(12).slice(2)];
      const map = nextLayout(null, input(layout, who, { speaker: idOf(7) }));
      const areas = map.tiles.map((tile) => tile.width * tile.height);
      expect(map.tiles[0]).toMatchObject({ kind: 'screen', participantId: idOf(1) });
      expect(Math.max(...areas.slice(1))).toBeLessThan((areas[0] ?? 0) / 2);
      if (layout !== 'grid') {
        expect(map.tiles[1]?.participantId).toBe(idOf(7));
        expect(areas[1]).toBeGreaterThan(1.8 * (areas[2] ?? 0));
      }
    }
  });

  it('keep the screen that has the stage when another one is shared, unless the spotlight says otherwise', () => {
    const one = [person(0), person(1, { screen: true }), person(2)];
    const first = nextLayout(null, input('presentation', one));
    const two = one.map((who) => ({ ...who, screen: who.participantId !== idOf(2) }));
    const second = nextLayout(first, input('presentation', two));
    expect(second.tiles[0]).toMatchObject({ kind: 'screen', participantId: idOf(1) });
    expect(second.tiles.filter((tile) => tile.kind === 'screen')).toHaveLength(2);
    const third = nextLayout(second, input('presentation', two, { spotlight: idOf(0) }));
    expect(third.tiles[0]).toMatchObject({ kind: 'screen', participantId: idOf(0) });
  });

  it('bring in a speaker who is not seen, in place of one who was heard longest ago', () => {
    const who = people(40).map((one, n) => ({ ...one, lastHeard: n < 24 ? 100 + n : undefined }));
    const before = nextLayout(null, input('grid', who));
    expect(before.tiles).toHaveLength(24);
    const heard = who.map((one) => (one.participantId === idOf(33) ? { ...one, lastHeard: 500 } : one));
    const after = nextLayout(before, input('grid', heard, { speaker: idOf(33) }));
    const ids = after.tiles.map((tile) => tile.participantId);
    expect(ids).toContain(idOf(33));
    expect(ids).not.toContain(idOf(0));
    expect(moved(before, after)).toBe(0);
  });

  it('leave the last place beside a stage free to say how many are not seen', () => {
    const who = people(30).map((one, n) => (n === 3 ? { ...one, screen: true } : one));
    const map = nextLayout(null, input('presentation', who));
    expect(map.unseen).toBe(21);
    const inCorner = (tile: Tile) => tile.x + tile.width > 1080 && tile.y + tile.height > 610;
    expect(map.tiles.some(inCorner)).toBe(false);
  });
});
