import { layBands } from './bands-layout.ts';
import { aspectMax, tileGap } from './rect.ts';
import type { Rect } from './rect.ts';

/** Tiles beside or under a large one are never smaller than this, in px. */
export const smallTileMin = 84;

/**
 * One person large, the others small: in a column at the right where the stage is wide, in a strip below where it is
 * tall. Gives places for as many as fit at a readable size; the first is the large one, the last yours.
 */
export function speakerLayout(count: number, width: number, height: number): Rect[] {
  if (count < 1 || width <= 0 || height <= 0) return [];
  if (count === 1) return [{ x: 0, y: 0, width, height }];
  const wide = width >= height * 1.05;
  const along = wide ? height : width;
  const others = Math.min(count - 1, smallTilesThatFit(along, wide));
  if (others <= 3) return layBands([1, others], wide ? 'columns' : 'rows', width, height);
  return wide ? besideColumn(others, width, height) : aboveStrip(others, width, height);
}

function smallTilesThatFit(along: number, wide: boolean): number {
  const sizeMin = wide ? smallTileMin : smallTileMin * 1.1;
  return Math.max(1, Math.floor((along + tileGap) / (sizeMin + tileGap)));
}

function besideColumn(others: number, width: number, height: number): Rect[] {
  const small = (height - tileGap * (others - 1)) / others;
  const column = Math.min(small * aspectMax, width * 0.3);
  const large = { x: 0, y: 0, width: width - column - tileGap, height };
  return [
    large,
    ...Array.from({ length: others }, (_, at) => ({
      x: large.width + tileGap,
      y: at * (small + tileGap),
      width: column,
      height: small,
    })),
  ];
}

function aboveStrip(others: number, width: number, height: number): Rect[] {
  const small = (width - tileGap * (others - 1)) / others;
  const strip = Math.min(small, height * 0.3);
  const large = { x: 0, y: 0, width, height: height - strip - tileGap };
  return [
    large,
    ...Array.from({ length: others }, (_, at) => ({
      x: at * (small + tileGap),
      y: large.height + tileGap,
      width: small,
      height: strip,
    })),
  ];
}
