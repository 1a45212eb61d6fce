import { layBands } from './bands-layout.ts';
import type { Direction } from './bands-layout.ts';
import { aspectMax, aspectMin } from './rect.ts';
import type { Rect } from './rect.ts';

/**
 * Everyone on the stage: rows or columns that fill it, faces cropped between 4:3 and 1:1.1 where that is possible,
 * larger tiles first, the last one yours. Sizes in CSS px; an empty stage or nobody gives no places.
 */
export function gridLayout(count: number, width: number, height: number): Rect[] {
  if (count < 1 || width <= 0 || height <= 0) return [];
  let best: Rect[] = [];
  let bestCost = Number.POSITIVE_INFINITY;
  for (let bands = 1; bands <= count; bands += 1) {
    for (const direction of ['rows', 'columns'] satisfies Direction[]) {
      const rects = layBands(distribute(count, bands), direction, width, height);
      const cost = costOf(rects, width * height);
      if (cost < bestCost - 1e-6) {
        best = rects;
        bestCost = cost;
      }
    }
  }
  return best;
}

/** Shares tiles among bands as evenly as possible, the emptier and so larger ones first. */
function distribute(count: number, bands: number): number[] {
  const base = Math.floor(count / bands);
  const fuller = count % bands;
  return Array.from({ length: bands }, (_, band) => base + (band >= bands - fuller ? 1 : 0));
}

/** Lower is better: faces cropped too much weigh most, then an empty stage, then tiles of very different size. */
function costOf(rects: readonly Rect[], stageArea: number): number {
  const areas = rects.map((rect) => rect.width * rect.height);
  const crop = rects.reduce((sum, rect) => sum + cropOf(rect.width / rect.height) ** 2, 0) / rects.length;
  const empty = 1 - areas.reduce((sum, area) => sum + area, 0) / stageArea;
  const uneven = Math.log(Math.max(...areas) / Math.min(...areas));
  return crop + empty * 0.5 + uneven * 0.05;
}

function cropOf(aspect: number): number {
  return Math.max(0, Math.log(aspect / aspectMax), Math.log(aspectMin / aspect));
}
