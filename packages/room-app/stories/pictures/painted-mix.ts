import { layoutCanvas } from '@cloudmeet/contracts';
import type { LayoutMap } from '@cloudmeet/contracts';
import { paintInto, paintSlide } from './painted-person.ts';
import { paintedTrack } from './painted-track.ts';

/** A picture of everybody, as a mixer composes it from this map. */
export function paintedMix(map: LayoutMap): MediaStreamTrack {
  return paintedTrack(layoutCanvas, (context) => {
    context.fillStyle = '#12110f';
    context.fillRect(0, 0, layoutCanvas.width, layoutCanvas.height);
    map.tiles.forEach((tile, index) => {
      if (tile.kind === 'camera' && tile.hasVideo) paintInto(context, index, tile);
      if (tile.kind === 'screen') paintShare(context, tile);
    });
  });
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
