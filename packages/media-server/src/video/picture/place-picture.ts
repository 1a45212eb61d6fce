import { even, type Rectangle } from './rectangle.ts';

/** Which part of a source is shown and where: both in whole samples of colour. */
export interface Placement {
  from: Rectangle;
  to: Rectangle;
}

/** A screen that fills its tile to this is shown pixel for pixel: making it a little larger only blurs its text. */
const unscaledBelow = 1.2;

/**
 * A camera fills its tile and loses what overlaps; a screen is shown whole, in the middle of its tile.
 */
export function placePicture(
  kind: 'camera' | 'screen',
  source: { width: number; height: number },
  tile: Rectangle,
): Placement {
  return kind === 'camera' ? cropToFill(source, tile) : fitWhole(source, tile);
}

function cropToFill(source: { width: number; height: number }, tile: Rectangle): Placement {
  const scale = Math.min(source.width / tile.width, source.height / tile.height);
  const width = atLeastTwo(even(tile.width * scale));
  const height = atLeastTwo(even(tile.height * scale));
  const from = { x: even((source.width - width) / 2), y: even((source.height - height) / 2), width, height };
  return { from, to: tile };
}

function fitWhole(source: { width: number; height: number }, tile: Rectangle): Placement {
  const fitting = Math.min(tile.width / source.width, tile.height / source.height);
  const scale = fitting >= 1 && fitting < unscaledBelow ? 1 : fitting;
  const width = Math.min(tile.width, atLeastTwo(even(source.width * scale)));
  const height = Math.min(tile.height, atLeastTwo(even(source.height * scale)));
  const x = tile.x + even((tile.width - width) / 2);
  const y = tile.y + even((tile.height - height) / 2);
  const from = { x: 0, y: 0, width: even(source.width), height: even(source.height) };
  return { from, to: { x, y, width, height } };
}

function atLeastTwo(pixels: number): number {
  return Math.max(2, pixels);
}
