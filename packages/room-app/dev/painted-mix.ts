import { layoutCanvas } from '@cloudmeet/contracts';
import type { LayoutMap } from '@cloudmeet/contracts';
import { paintInto, paintSlide } from './painted-person.ts';

/** A moving picture of everybody, as a mixer composes it from this map. */
export function paintedMix(map: LayoutMap): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, layoutCanvas);
  const context = canvas.getContext('2d');
  if (!context) throw new TypeError('This browser does not draw.');
  const paint = (): void => {
    context.fillStyle = '#12110f';
    context.fillRect(0, 0, layoutCanvas.width, layoutCanvas.height);
    map.tiles.forEach((tile, index) => {
      if (tile.kind === 'camera' && tile.hasVideo) paintInto(context, index, tile);
      if (tile.kind === 'screen') paintShare(context, tile);
    });
  };
  paint();
  setInterval(paint, 200);
  const [track] = canvas.captureStream(5).getVideoTracks();
  if (!track) throw new TypeError('This browser gives no stream of a drawing.');
  return track;
}

function paintShare(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: LayoutMap['tiles'][number],
): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.translate(x, y);
  context.scale(width / 1280, height / 744);
  paintSlide(context);
  context.restore();
}
