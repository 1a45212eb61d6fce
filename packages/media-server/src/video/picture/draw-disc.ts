import type { Plane, Planes } from './canvas.ts';
import type { Colour } from './colour.ts';
import type { Rectangle } from './rectangle.ts';

/** Draws a disc of `diameter` pixels in the middle of an area, its rim softened. */
export function drawDisc(planes: Planes, area: Rectangle, diameter: number, colour: Colour): void {
  const [luma, u, v] = planes;
  const centreX = area.x + area.width / 2;
  const centreY = area.y + area.height / 2;
  drawInPlane(luma, centreX, centreY, diameter / 2, colour.y);
  drawInPlane(u, centreX / 2, centreY / 2, diameter / 4, colour.u);
  drawInPlane(v, centreX / 2, centreY / 2, diameter / 4, colour.v);
}

function drawInPlane(plane: Plane, x: number, y: number, radius: number, value: number): void {
  for (let row = Math.ceil(y - radius); row < y + radius; row += 1) {
    const fromCentre = row + 0.5 - y;
    const half = Math.sqrt(Math.max(0, radius * radius - fromCentre * fromCentre));
    const left = x - half;
    const right = x + half;
    const first = Math.ceil(left);
    const last = Math.floor(right);
    const start = row * plane.stride;
    if (last > first) plane.bytes.fill(value, start + first, start + last);
    blend(plane.bytes, start + first - 1, first - left, value);
    blend(plane.bytes, start + last, right - last, value);
  }
}

function blend(bytes: Buffer, at: number, share: number, value: number): void {
  const below = bytes[at];
  if (below !== undefined) bytes[at] = Math.round(below + (value - below) * share);
}
