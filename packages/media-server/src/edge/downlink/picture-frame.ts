import type { PictureLayer } from '../../children/messages.ts';

/** All packets of one picture of a layer, as they go to every receiver. */
export interface PictureFrame {
  layer: PictureLayer;
  timestamp: number;
  keyframe: boolean;
  payloads: readonly Buffer[];
  bytes: number;
}
