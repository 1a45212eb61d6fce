/** In pixels of a picture. */
export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export function sameRectangle(a: Rectangle, b: Rectangle): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** The part of `inner` within a picture, on even pixels, since colour has one sample for two by two of them. */
export function evenWithin(inner: Rectangle, width: number, height: number): Rectangle {
  const x = even(clamp(inner.x, width));
  const y = even(clamp(inner.y, height));
  const right = even(clamp(inner.x + inner.width, width));
  const bottom = even(clamp(inner.y + inner.height, height));
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

export function even(pixels: number): number {
  return Math.floor(pixels) & ~1;
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(0, value), most);
}
