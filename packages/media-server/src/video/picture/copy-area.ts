import type { Plane, Planes } from './canvas.ts';
import type { Rectangle } from './rectangle.ts';

/** Copies `to` in size from one picture, from `cut` on, into another one. */
export function copyArea(from: Planes, cut: { x: number; y: number }, into: Planes, to: Rectangle): void {
  copyPlane(from[0], cut.x, cut.y, into[0], to);
  const half = { x: to.x >> 1, y: to.y >> 1, width: to.width >> 1, height: to.height >> 1 };
  copyPlane(from[1], cut.x >> 1, cut.y >> 1, into[1], half);
  copyPlane(from[2], cut.x >> 1, cut.y >> 1, into[2], half);
}

function copyPlane(from: Plane, x: number, y: number, into: Plane, to: Rectangle): void {
  for (let row = 0; row < to.height; row += 1) {
    const start = (y + row) * from.stride + x;
    from.bytes.copy(into.bytes, (to.y + row) * into.stride + to.x, start, start + to.width);
  }
}
