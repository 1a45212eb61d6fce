import type { Plane, Planes } from './canvas.ts';
import type { Rectangle } from './rectangle.ts';

/** libswscale writes rows in steps of 8 or 16 samples and so beyond a width that is no multiple of them. */
const step = 16;

/** Keeps what stands right of an area while a scaler writes into it. */
export interface SpillGuard {
  save(planes: Planes, area: Rectangle): void;
  restore(planes: Planes, area: Rectangle): void;
}

export function createSpillGuard(): SpillGuard {
  let kept: Buffer = Buffer.alloc(0);
  return {
    save: (planes, area) => {
      const most = area.height * step * 2;
      if (kept.length < most) kept = Buffer.alloc(most);
      eachStrip(planes, area, (plane, start, end, at) => plane.bytes.copy(kept, at, start, end));
    },
    restore: (planes, area) => {
      eachStrip(planes, area, (plane, start, end, at) => kept.copy(plane.bytes, start, at, at + end - start));
    },
  };
}

type Visit = (plane: Plane, start: number, end: number, at: number) => void;

/** The bytes right of the area in each row of each plane; `at` is their place among the kept ones. */
function eachStrip(planes: Planes, area: Rectangle, visit: Visit): void {
  let at = 0;
  for (const [index, plane] of planes.entries()) {
    const shift = index === 0 ? 0 : 1;
    const width = area.width >> shift;
    const strip = (step - (width % step)) % step;
    if (strip === 0) continue;
    const first = (area.y >> shift) * plane.stride + (area.x >> shift) + width;
    for (let row = 0; row < area.height >> shift; row += 1) {
      const start = first + row * plane.stride;
      const end = Math.min(start + strip, plane.bytes.length);
      if (end > start) visit(plane, start, end, at);
      at += strip;
    }
  }
}
