import { aspectHardMax, aspectHardMin, aspectMax, aspectMin, tileGap } from './rect.ts';
import type { Rect } from './rect.ts';
import { shareLength } from './share-length.ts';
import type { Band } from './share-length.ts';

/** Rows lie under each other, columns beside each other. */
export type Direction = 'rows' | 'columns';

/** Lays `counts[i]` tiles into the i-th row or column and fills the stage as well as faces allow. */
export function layBands(
  counts: readonly number[],
  direction: Direction,
  width: number,
  height: number,
): Rect[] {
  const rows = direction === 'rows';
  const along = rows ? width : height;
  const across = rows ? height : width;
  const lengths = counts.map((count) => (along - tileGap * (count - 1)) / count);
  const bands = lengths.map((length) => (rows ? rowBand(length) : columnBand(length)));
  const thicknesses = shareLength(bands, across - tileGap * (counts.length - 1));
  const used = thicknesses.reduce((sum, one) => sum + one, tileGap * (counts.length - 1));
  let offset = Math.max(0, (across - used) / 2);
  return counts.flatMap((count, band) => {
    const thickness = thicknesses[band] ?? 0;
    const length = Math.min(lengths[band] ?? 0, rows ? thickness * aspectHardMax : thickness / aspectHardMin);
    const start = (along - count * length - tileGap * (count - 1)) / 2;
    const placed = Array.from({ length: count }, (_, at) => {
      const position = start + at * (length + tileGap);
      return rows
        ? { x: position, y: offset, width: length, height: thickness }
        : { x: offset, y: position, width: thickness, height: length };
    });
    offset += thickness + tileGap;
    return placed;
  });
}

function rowBand(tileWidth: number): Band {
  return {
    min: tileWidth / aspectMax,
    max: tileWidth / aspectMin,
    hardMin: tileWidth / aspectHardMax,
    hardMax: tileWidth / aspectHardMin,
  };
}

function columnBand(tileHeight: number): Band {
  return {
    min: tileHeight * aspectMin,
    max: tileHeight * aspectMax,
    hardMin: tileHeight * aspectHardMin,
    hardMax: tileHeight * aspectHardMax,
  };
}
