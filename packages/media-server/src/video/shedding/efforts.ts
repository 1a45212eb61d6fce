/** What a picture may cost at one level of shedding. */
export interface Effort {
  framesPerSecondMax: number;
  /** Share of width and height that a room's largest layers keep. */
  largestLayerScale: number;
  /** A tile is painted with every n-th picture. */
  paintEvery: number;
}

/** First the frame rate goes down, then the size of the largest layer, then how often tiles are painted. */
export const efforts: readonly [Effort, ...Effort[]] = [
  { framesPerSecondMax: Infinity, largestLayerScale: 1, paintEvery: 1 },
  { framesPerSecondMax: 20, largestLayerScale: 1, paintEvery: 1 },
  { framesPerSecondMax: 15, largestLayerScale: 1, paintEvery: 1 },
  { framesPerSecondMax: 12, largestLayerScale: 1, paintEvery: 1 },
  { framesPerSecondMax: 12, largestLayerScale: 0.75, paintEvery: 1 },
  { framesPerSecondMax: 12, largestLayerScale: 0.5, paintEvery: 1 },
  { framesPerSecondMax: 12, largestLayerScale: 0.5, paintEvery: 2 },
  { framesPerSecondMax: 8, largestLayerScale: 0.5, paintEvery: 4 },
];

const wholeFramesPerSecond = 24;
/** What the parts of the work take of it in a room of few cameras, where leaving out saves most. */
const share = { decode: 0.15, paint: 0.2, encode: 0.65 };

/**
 * What the work takes at a level of shedding, as a share of the whole: at most so much is saved. Cameras are decoded at every
 * level, so where there are many of them less is saved, and a level back costs less than these say.
 */
export function costOf({ framesPerSecondMax, largestLayerScale, paintEvery }: Effort): number {
  const frames = Math.min(framesPerSecondMax, wholeFramesPerSecond) / wholeFramesPerSecond;
  return share.decode + frames * (share.paint / paintEvery + share.encode * largestLayerScale ** 2);
}
