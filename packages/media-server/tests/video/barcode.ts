import type { Planes } from '../../src/video/picture/canvas.ts';
import type { Rectangle } from '../../src/video/picture/rectangle.ts';

/** A number of 12 bits as light and dark blocks, most significant first, in the middle of an area. */
const bits = 12;
const dark = 50;
const light = 200;

function blocks(area: Rectangle): Rectangle[] {
  const width = Math.floor((area.width * 0.6) / bits);
  const height = Math.floor(area.height * 0.3);
  const x = area.x + Math.floor((area.width - width * bits) / 2);
  const y = area.y + Math.floor((area.height - height) / 2);
  return Array.from({ length: bits }, (_, index) => ({ x: x + index * width, y, width, height }));
}

export function writeBarcode([luma]: Planes, area: Rectangle, value: number): void {
  for (const [index, block] of blocks(area).entries()) {
    const level = (value >> (bits - 1 - index)) & 1 ? light : dark;
    for (let row = block.y; row < block.y + block.height; row += 1) {
      const start = row * luma.stride + block.x;
      luma.bytes.fill(level, start, start + block.width);
    }
  }
}

/** Null where a block is neither light nor dark: what stands there is no barcode. */
export function readBarcode([luma]: Planes, area: Rectangle): number | null {
  let value = 0;
  for (const block of blocks(area)) {
    const row = block.y + (block.height >> 1);
    const level = luma.bytes[row * luma.stride + block.x + (block.width >> 1)] ?? 0;
    if (Math.abs(level - dark) > 40 && Math.abs(level - light) > 40) return null;
    value = value * 2 + (level > (dark + light) / 2 ? 1 : 0);
  }
  return value;
}
