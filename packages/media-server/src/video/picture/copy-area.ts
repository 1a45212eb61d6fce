import { AV_PIX_FMT_YUV420P } from 'node-av/constants';
import { avImageCopy2 } from 'node-av/lib';
import type { Planes } from './canvas.ts';
import type { Rectangle } from './rectangle.ts';

/**
 * Copies `to` in size from one picture, from `cut` on, into another one. Both have to lie within their pictures and begin
 * on even pixels: nothing else checks it.
 */
export function copyArea(from: Planes, cut: { x: number; y: number }, into: Planes, to: Rectangle): void {
  const format = AV_PIX_FMT_YUV420P;
  avImageCopy2(
    beginningAt(into, to),
    strides(into),
    beginningAt(from, cut),
    strides(from),
    format,
    to.width,
    to.height,
  );
}

/** The samples from a pixel on, as views. */
function beginningAt([luma, u, v]: Planes, { x, y }: { x: number; y: number }): Buffer[] {
  const colour = (y >> 1) * u.stride + (x >> 1);
  return [luma.bytes.subarray(y * luma.stride + x), u.bytes.subarray(colour), v.bytes.subarray(colour)];
}

function strides([luma, u, v]: Planes): number[] {
  return [luma.stride, u.stride, v.stride];
}
