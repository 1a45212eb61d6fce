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
