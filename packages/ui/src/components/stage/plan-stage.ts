import { gridLayout } from './grid-layout.ts';
import { presentationLayout } from './presentation-layout.ts';
import type { StagePlan } from './rect.ts';
import { speakerLayout } from './speaker-layout.ts';

/** Everyone alike, one person large, or a shared screen large. */
export type StageLayout = 'grid' | 'speaker' | 'presentation';

/** The most tiles of a grid that are still faces. */
export const gridTilesMax = 25;

/** Places for `count` people in the layout asked for. Fewer places than people: the last one is for "n more". */
export function planStage(
  layout: StageLayout,
  count: number,
  width: number,
  height: number,
  screenAspect?: number,
  tilesMax = gridTilesMax,
): StagePlan {
  switch (layout) {
    case 'grid':
      return { screen: null, rects: gridLayout(Math.min(count, tilesMax), width, height) };
    case 'speaker':
      return { screen: null, rects: speakerLayout(count, width, height) };
    case 'presentation':
      return presentationLayout(count, width, height, screenAspect);
  }
}
