import type { LayoutMap, Tile } from '@cloudmeet/contracts';
import type { Rect } from './cells.ts';
import { chooseOccupants } from './choose-occupants.ts';
import { occupantKey, type LayoutInput, type Occupant } from './layout-input.ts';

const same = (a: Readonly<Rect>, b: Readonly<Rect>) =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

const tileAt = ({ x, y, width, height }: Readonly<Rect>, occupant: Occupant): Tile => ({
  ...occupant,
  x,
  y,
  width,
  height,
});

/** Everybody who can stays where they are; the others fill the first free places in the order they had. */
function settle(
  previous: LayoutMap | null,
  places: readonly Readonly<Rect>[],
  occupants: readonly Occupant[],
): Tile[] {
  const before = new Map(previous?.tiles.map((tile, index) => [occupantKey(tile), { tile, index }]));
  const used = places.slice(0, occupants.length);
  const kept = new Map<number, Occupant>();
  const moving: Occupant[] = [];
  for (const occupant of occupants) {
    const old = before.get(occupantKey(occupant));
    const place = old ? used.findIndex((rect) => same(rect, old.tile)) : -1;
    if (place >= 0) kept.set(place, occupant);
    else moving.push(occupant);
  }
  const order = (occupant: Occupant) => before.get(occupantKey(occupant))?.index ?? Infinity;
  const queue = moving.toSorted((a, b) => {
    const [left, right] = [order(a), order(b)];
    return left === right ? 0 : left - right;
  });
  return used.flatMap((rect, place) => {
    const occupant = kept.get(place) ?? queue.shift();
    return occupant ? [tileAt(rect, occupant)] : [];
  });
}

function equalTiles(a: readonly Tile[], b: readonly Tile[]): boolean {
  return (
    a.length === b.length &&
    a.every((tile, index) => {
      const other = b[index];
      return (
        other !== undefined &&
        same(tile, other) &&
        tile.hasVideo === other.hasVideo &&
        occupantKey(tile) === occupantKey(other)
      );
    })
  );
}

/**
 * The next layout map: a pure function of the last one, of who is there, who speaks and who is put forward. Answers
 * `previous` itself when nothing changes, else a map with the next `number` (the first one has 1).
 *
 * Without a shared screen, `grid` shows equal tiles, `speaker` and `presentation` one person large and the others
 * beside and below. With one, the screen has the stage: `presentation` as large as text needs it, `speaker` with the
 * speaker second in size, `grid` with as many people as fit. A join moves nobody while the cut of the picture stays, a
 * leave at most one; a change of speaker at most the two who change places. Tiles do not overlap, their coordinates
 * are even.
 */
export function nextLayout(previous: LayoutMap | null, input: LayoutInput): LayoutMap {
  const { arrangement, stage, feature, others } = chooseOccupants(previous, input);
  const tiles = [
    ...(stage && arrangement.stage ? [tileAt(arrangement.stage, stage)] : []),
    ...(feature && arrangement.feature ? [tileAt(arrangement.feature, feature)] : []),
    ...settle(previous, arrangement.places, others),
  ];
  const cameras = tiles.filter((tile) => tile.kind === 'camera').length;
  const unseen = input.people.length - cameras;
  if (previous?.unseen === unseen && equalTiles(previous.tiles, tiles)) return previous;
  return { number: (previous?.number ?? 0) + 1, tiles, unseen };
}
