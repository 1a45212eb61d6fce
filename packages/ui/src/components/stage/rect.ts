/** Where a tile stands on the stage, in CSS px from its top left corner. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Places for the first `rects.length` tiles of the order asked for; the others have none. */
export interface StagePlan {
  /** Where the shared screen stands, in a presentation. */
  screen: Rect | null;
  rects: Rect[];
}

/** Space between tiles, in px (`--cm-gap-tile`). */
export const tileGap = 8;

/** Nobody sees 3 %: rows that differ by less stand equally high. */
const tolerance = 1.03;

/** Crop of a person: from 4:3 down to 1:1.1, width over height. Softly kept: the stage is filled first. */
export const aspectMax = (4 / 3) * tolerance;
export const aspectMin = 1 / 1.1 / tolerance;

/** Never beyond these: wider cuts heads off, narrower leaves half a face. */
export const aspectHardMax = 1.9;
export const aspectHardMin = 9 / 16;
