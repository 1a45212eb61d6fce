import { layoutCanvas } from '@cloudmeet/contracts';

/** A place in the canvas of the layout map. All four numbers are even, so that 4:2:0 planes divide. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Empty canvas between two tiles, in pixels of the layout map. */
export const tileGap = 8;

const even = (value: number) => 2 * Math.round(value / 2);

/** Where the `index`th of `count` equal cells begins along a side of `length`; `index` may equal `count`. */
const edge = (index: number, count: number, length: number) => even((index * (length + tileGap)) / count);

/**
 * The rectangle that covers `columns` × `rows` cells from (`column`, `row`) on, where the canvas is cut into
 * `divisions` × `divisions` equal cells with gaps between them. Each cell is as wide as the canvas is (16:9).
 */
export function cellBlock(
  divisions: number,
  column: number,
  row: number,
  columns = 1,
  rows = 1,
): Readonly<Rect> {
  const x = edge(column, divisions, layoutCanvas.width);
  const y = edge(row, divisions, layoutCanvas.height);
  return {
    x,
    y,
    width: edge(column + columns, divisions, layoutCanvas.width) - tileGap - x,
    height: edge(row + rows, divisions, layoutCanvas.height) - tileGap - y,
  };
}

/** The same rectangles, moved down together so that they stand in the middle of the canvas's height. */
export function centredVertically(rects: readonly Readonly<Rect>[]): Readonly<Rect>[] {
  const bottom = rects.reduce((lowest, rect) => Math.max(lowest, rect.y + rect.height), 0);
  const shift = even((layoutCanvas.height - bottom) / 2);
  return rects.map((rect) => ({ ...rect, y: rect.y + shift }));
}

/** The same rectangles of one row, moved together so that they stand in the middle of the canvas's width. */
export function centredAcross(rects: readonly Readonly<Rect>[]): Readonly<Rect>[] {
  const right = rects.reduce((furthest, rect) => Math.max(furthest, rect.x + rect.width), 0);
  const shift = even((layoutCanvas.width - right) / 2);
  return rects.map((rect) => ({ ...rect, x: rect.x + shift }));
}
