import { layoutCanvas } from '@cloudmeet/contracts';
import type { LayoutMap, Participant, Tile } from '@cloudmeet/contracts';

const gap = 8;

interface Cells {
  column: number;
  row: number;
  columns?: number;
  rows?: number;
}

function place(divisions: number, { column, row, columns = 1, rows = 1 }: Cells) {
  const cell = {
    width: (layoutCanvas.width + gap) / divisions,
    height: (layoutCanvas.height + gap) / divisions,
  };
  return {
    x: Math.round(column * cell.width),
    y: Math.round(row * cell.height),
    width: Math.round(columns * cell.width - gap),
    height: Math.round(rows * cell.height - gap),
  };
}

const camera = (person: Participant, rect: ReturnType<typeof place>): Tile => ({
  participantId: person.id,
  kind: 'camera',
  hasVideo: person.video,
  ...rect,
});

/** Everybody the same size. */
export function gridMap(people: readonly Participant[], tilesMax = 25): LayoutMap {
  const shown = people.slice(0, tilesMax);
  const columns = Math.ceil(Math.sqrt(shown.length));
  const tiles = shown.map((person, at) =>
    camera(person, place(columns, { column: at % columns, row: Math.floor(at / columns) })),
  );
  return { number: 1, tiles, unseen: people.length - shown.length };
}

/** A shared screen, its person beside it, the others along two edges, and a free corner. */
export function presentationMap(people: readonly Participant[]): LayoutMap {
  const [sharer, ...others] = people;
  if (!sharer) throw new TypeError('Somebody has to present.');
  const cells: Cells[] = [
    ...[2, 3, 4].map((row) => ({ column: 5, row })),
    ...[0, 1, 2, 3, 4].map((column) => ({ column, row: 5 })),
  ];
  const shown = others.slice(0, cells.length);
  const tiles: Tile[] = [
    {
      participantId: sharer.id,
      kind: 'screen',
      hasVideo: true,
      ...place(6, { column: 0, row: 0, columns: 5, rows: 5 }),
    },
    camera(sharer, place(6, { column: 5, row: 0, rows: 2 })),
    ...shown.map((person, at) => camera(person, place(6, cells[at] ?? { column: 0, row: 0 }))),
  ];
  return { number: 1, tiles, unseen: people.length - 1 - shown.length };
}
