import { describe, expect, it } from 'vitest';
import { orderOf, placeTiles } from './place-tiles.ts';

const tile = (id: string, self = false) => ({ id, self });
const people = [tile('me', true), tile('a'), tile('b'), tile('c'), tile('d')];
const places = (count: number) => Array.from({ length: count }, (_, x) => ({ x, y: 0, width: 1, height: 1 }));
const ids = (tiles: { id: string }[]) => tiles.map(({ id }) => id).join('');

describe('the order of tiles', () => {
  it('puts you last and keeps the others as they came', () => {
    expect(ids(orderOf(people, null))).toBe('abcdme');
  });

  it('puts the featured one first, even when that is you', () => {
    expect(ids(orderOf(people, 'c'))).toBe('cabdme');
    expect(ids(orderOf(people, 'me'))).toBe('meabcd');
    expect(ids(orderOf(people, 'gone'))).toBe('abcdme');
  });
});

describe('placing tiles', () => {
  it('gives everyone a place while there are enough', () => {
    const placed = placeTiles(orderOf(people, null), places(5));
    expect(placed.tiles).toHaveLength(5);
    expect(placed.overflow).toBeNull();
  });

  it('keeps the last place for the rest, and you in sight', () => {
    const placed = placeTiles(orderOf(people, null), places(4));
    expect(ids(placed.tiles.map((one) => one.tile))).toBe('abme');
    expect(placed.overflow).toEqual({ rect: places(4)[3], hiddenIds: ['c', 'd'] });
  });

  it('shows the first alone where there are two places', () => {
    const placed = placeTiles(orderOf(people, null), places(2));
    expect(ids(placed.tiles.map((one) => one.tile))).toBe('a');
    expect(placed.overflow?.hiddenIds).toEqual(['b', 'c', 'd', 'me']);
  });

  it('shows nobody on a stage without places', () => {
    expect(placeTiles(people, [])).toEqual({ tiles: [], overflow: null });
  });
});
