import { AV_PIX_FMT_YUV420P, SWS_LANCZOS } from 'node-av/constants';
import { SoftwareScaleContext, type Frame } from 'node-av/lib';
import { createCanvas, type Canvas } from '../../packages/media-server/src/video/picture/canvas.ts';
import { copyArea } from '../../packages/media-server/src/video/picture/copy-area.ts';
import { placePicture } from '../../packages/media-server/src/video/picture/place-picture.ts';
import type { Rectangle } from '../../packages/media-server/src/video/picture/rectangle.ts';
import { likeness } from './likeness.ts';

/** SSIM of luma of a camera as it was painted against the same one scaled with more care than there is time for. */
export function paintedLikeness(canvas: Canvas, tile: Rectangle, source: Frame): number {
  const { scaled, cut, to } = placePicture('camera', source, tile);
  const careful = createCanvas(scaled.width, scaled.height);
  const wanted = createCanvas(canvas.width, canvas.height);
  const scaler = new SoftwareScaleContext();
  scaler.getContext(
    ...([source.width, source.height, AV_PIX_FMT_YUV420P] as const),
    ...([scaled.width, scaled.height, AV_PIX_FMT_YUV420P] as const),
    SWS_LANCZOS,
  );
  scaler.scaleFrameSync(careful.frame, source);
  copyArea(careful.planes(), cut, wanted.planes(), to);
  const like = likeness(canvas.planes()[0], wanted.planes()[0], to);
  scaler.freeContext();
  careful.close();
  wanted.close();
  return like;
}
