import { even, type Rectangle } from './rectangle.ts';

/** How a source comes into its tile, in whole samples of colour. */
export interface Placement {
  /** The size that the whole source is scaled to. */
  scaled: { width: number; height: number };
  /** Which part of the scaled source is shown, `to` in size, from here on. */
  cut: { x: number; y: number };
  /** Where in the picture. */
  to: Rectangle;
}

interface Size {
  width: number;
  height: number;
}

/** A screen that fills its tile to this is shown pixel for pixel: making it a little larger only blurs its text. */
const unscaledBelow = 1.2;
/** A camera that is larger than its tile by so little is cut at its rims: scaling costs more and blurs it. */
const unscaledAbove = 0.94;
/** A camera that would lose more than three quarters to fill its tile is shown whole instead. */
const overlapMax = 4;

/**
 * A camera fills its tile and loses what overlaps, as much on both sides; a screen is shown whole, in the middle of its
 * tile.
 */
export function placePicture(kind: 'camera' | 'screen', source: Size, tile: Rectangle): Placement {
  const across = tile.width / source.width;
  const down = tile.height / source.height;
  const odd = Math.max(across, down) > overlapMax * Math.min(across, down);
  if (kind === 'camera' && !odd) return cover(source, tile, Math.max(across, down));
  const fitting = Math.min(across, down);
  return contain(source, tile, fitting >= 1 && fitting < unscaledBelow ? 1 : fitting);
}

function cover(source: Size, tile: Rectangle, filling: number): Placement {
  const scale = filling > unscaledAbove && filling < 1 && isEven(source) ? 1 : filling;
  const width = Math.max(tile.width, even(source.width * scale + 1));
  const height = Math.max(tile.height, even(source.height * scale + 1));
  const cut = { x: even((width - tile.width) / 2), y: even((height - tile.height) / 2) };
  return { scaled: { width, height }, cut, to: tile };
}

function contain(source: Size, tile: Rectangle, scale: number): Placement {
  const width = Math.min(tile.width, Math.max(2, even(source.width * scale)));
  const height = Math.min(tile.height, Math.max(2, even(source.height * scale)));
  const x = tile.x + even((tile.width - width) / 2);
  const y = tile.y + even((tile.height - height) / 2);
  return { scaled: { width, height }, cut: { x: 0, y: 0 }, to: { x, y, width, height } };
}

function isEven({ width, height }: Size): boolean {
  return even(width) === width && even(height) === height;
}
