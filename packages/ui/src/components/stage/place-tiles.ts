import type { Rect } from './rect.ts';

interface Placeable {
  id: string;
  self?: boolean | undefined;
}

export interface PlacedTiles<Tile> {
  tiles: { tile: Tile; rect: Rect }[];
  /** The last place, when not everyone has one. */
  overflow: { rect: Rect; hiddenIds: string[] } | null;
}

/** The featured one first, you last, the others as they came. */
export function orderOf<Tile extends Placeable>(
  tiles: readonly Tile[],
  featuredId: string | null | undefined,
): Tile[] {
  const featured = tiles.filter(({ id }) => id === featuredId);
  const self = tiles.filter((tile) => tile.self && tile.id !== featuredId);
  const others = tiles.filter((tile) => !tile.self && tile.id !== featuredId);
  return [...featured, ...others, ...self];
}

/** Gives every tile its place. Where places are short, the last one stands for the rest and you keep the one before. */
export function placeTiles<Tile extends Placeable>(
  ordered: readonly Tile[],
  rects: readonly Rect[],
): PlacedTiles<Tile> {
  const last = rects.at(-1);
  if (ordered.length <= rects.length || last === undefined) {
    return { tiles: pair(ordered, rects), overflow: null };
  }
  const shownCount = rects.length - 1;
  const self = ordered.at(-1)?.self ? ordered.slice(-1) : [];
  const shown =
    shownCount > 1 ? [...ordered.slice(0, shownCount - self.length), ...self] : ordered.slice(0, shownCount);
  const shownIds = new Set(shown.map(({ id }) => id));
  const hiddenIds = ordered.map(({ id }) => id).filter((id) => !shownIds.has(id));
  return { tiles: pair(shown, rects), overflow: { rect: last, hiddenIds } };
}

function pair<Tile>(tiles: readonly Tile[], rects: readonly Rect[]): { tile: Tile; rect: Rect }[] {
  return tiles.flatMap((tile, at) => {
    const rect = rects[at];
    return rect ? [{ tile, rect }] : [];
  });
}
