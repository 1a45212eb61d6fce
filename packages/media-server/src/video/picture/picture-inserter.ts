import type { Frame } from 'node-av/lib';
import { createCanvas, type Canvas } from './canvas.ts';
import { copyArea } from './copy-area.ts';
import { createPictureScaler, type ScaleQuality } from './picture-scaler.ts';
import type { Placement } from './place-picture.ts';

/** Brings the pictures of one source into one place of a canvas. */
export interface PictureInserter {
  insert(source: Frame, placement: Placement, canvas: Canvas): void;
  close(): void;
}

/**
 * Scales into a picture of its own and copies rows from there. Scaling straight into the canvas would save the copy,
 * but libswscale writes whole steps of 8 samples and so over the rim of a tile, and the samples of a decoded picture,
 * once they are seen as Buffers, make the garbage collector work more than the scaling itself. The copy is one call.
 */
export function createPictureInserter(quality: ScaleQuality): PictureInserter {
  const scaler = createPictureScaler(quality);
  let scaled: Canvas | null = null;

  const inSize = ({ width, height }: Placement['scaled']): Canvas => {
    if (scaled?.width === width && scaled.height === height) return scaled;
    scaled?.close();
    scaled = createCanvas(width, height);
    return scaled;
  };

  return {
    insert: (source, placement, canvas) => {
      const picture = inSize(placement.scaled);
      scaler.scale(source, picture.frame);
      copyArea(picture.planes(), placement.cut, canvas.planes(), placement.to);
    },
    close: () => {
      scaler.close();
      scaled?.close();
      scaled = null;
    },
  };
}
