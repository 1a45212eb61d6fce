import type { Rect } from '../stage/rect.ts';

/** The size of the canvas that a layout map counts in. */
export interface Canvas {
  width: number;
  height: number;
}

/** The largest box of the picture's shape in the middle of a stage, in CSS px: where `object-fit: contain` puts it. */
export function pictureBox(canvas: Canvas, width: number, height: number): Rect {
  const scale = Math.max(0, Math.min(width / canvas.width, height / canvas.height));
  const box = { width: canvas.width * scale, height: canvas.height * scale };
  return { x: (width - box.width) / 2, y: (height - box.height) / 2, ...box };
}

/** A place of the canvas as percentages of the picture: it then lies right at any size. */
export function placeInPicture(canvas: Canvas, { x, y, width, height }: Rect) {
  const percent = (part: number, whole: number) => `${((part / whole) * 100).toFixed(4)}%`;
  return {
    left: percent(x, canvas.width),
    top: percent(y, canvas.height),
    width: percent(width, canvas.width),
    height: percent(height, canvas.height),
  };
}

/** Row by row, as one reads: the order of the keyboard too. */
export function inReadingOrder<Placed extends { rect: Rect }>(tiles: readonly Placed[]): Placed[] {
  return [...tiles].sort((a, b) => a.rect.y - b.rect.y || a.rect.x - b.rect.x);
}

const radiusMax = 12;

/**
 * A `clip-path` that leaves only these places of the picture, with round corners. Between them one sees the stage, so
 * that the ground a mixer paints never meets a light theme.
 */
export function clipToPlaces(canvas: Canvas, boxWidth: number, places: readonly Rect[]): string {
  const scale = boxWidth / canvas.width;
  const round = (value: number) => Number(value.toFixed(2));
  const pieces = places.map((place) => {
    const [x, y, width, height] = [place.x, place.y, place.width, place.height].map((one) => one * scale);
    const radius = round(Math.min(radiusMax, Math.min(width ?? 0, height ?? 0) / 6));
    const [left, top, right, bottom] = [
      x ?? 0,
      y ?? 0,
      (x ?? 0) + (width ?? 0),
      (y ?? 0) + (height ?? 0),
    ].map(round) as [number, number, number, number];
    const corner = (toX: number, toY: number) => `A${radius} ${radius} 0 0 1 ${round(toX)} ${round(toY)}`;
    return [
      `M${round(left + radius)} ${top}H${round(right - radius)}${corner(right, top + radius)}`,
      `V${round(bottom - radius)}${corner(right - radius, bottom)}`,
      `H${round(left + radius)}${corner(left, bottom - radius)}`,
      `V${round(top + radius)}${corner(left + radius, top)}Z`,
    ].join('');
  });
  return pieces.length === 0 ? 'inset(100%)' : `path("${pieces.join('')}")`;
}

/** Where the lower right corner of the picture holds no tile, a place of the smallest one's size; else null. */
export function freeCorner(canvas: Canvas, places: readonly Rect[]): Rect | null {
  const smallest = places.reduce<Rect | null>(
    (least, one) => (least && least.width * least.height <= one.width * one.height ? least : one),
    null,
  );
  if (!smallest) return null;
  const { width, height } = smallest;
  const corner = { x: canvas.width - width, y: canvas.height - height, width, height };
  const taken = places.some((one) => one.x + one.width > corner.x + 1 && one.y + one.height > corner.y + 1);
  return taken ? null : corner;
}
