import type { Tile } from '@cloudmeet/contracts';
import type { SourcePicture } from '../uplink/video-source.ts';
import type { Canvas } from './canvas.ts';
import { colours } from './colour.ts';
import { drawDisc } from './draw-disc.ts';
import { createPictureInserter } from './picture-inserter.ts';
import { placePicture } from './place-picture.ts';
import { even, evenWithin, sameRectangle, type Rectangle } from './rectangle.ts';

/** One place of the picture. It is painted only when what it shows has changed. */
export interface TilePainter {
  /** Paints the source, or the plain ground where it is null; true where anything was painted. */
  paint(canvas: Canvas, picture: SourcePicture | null): boolean;
  /** What stood in its place is gone: paint at the next chance whatever it shows. */
  invalidate(): void;
  close(): void;
}

/** Of the smaller side: the same as the avatar that the page lays over it. */
const discShare = 0.4;
const groundShown = -1;

export function createTilePainter(tile: Tile): TilePainter {
  const inserter = createPictureInserter(tile.kind === 'screen' ? 'sharp' : 'smooth');
  let shown: { number: number; width: number; height: number } | null = null;

  const paintGround = (canvas: Canvas, area: Rectangle) => {
    if (shown?.number === groundShown) return false;
    canvas.fill(area, colours.tile);
    if (tile.kind === 'camera') {
      const diameter = even(Math.min(area.width, area.height) * discShare);
      drawDisc(canvas.planes(), area, diameter, colours.disc);
    }
    shown = { number: groundShown, width: 0, height: 0 };
    return true;
  };

  const paintPicture = (canvas: Canvas, area: Rectangle, { frame, number }: SourcePicture) => {
    if (shown?.number === number) return false;
    const { width, height } = frame;
    const placement = placePicture(tile.kind, frame, area);
    const sameSize = shown?.width === width && shown.height === height;
    if (!sameSize && !sameRectangle(placement.to, area)) canvas.fill(area, colours.stage);
    inserter.insert(frame, placement, canvas);
    shown = { number, width, height };
    return true;
  };

  return {
    paint: (canvas, picture) => {
      const area = evenWithin(tile, canvas.width, canvas.height);
      if (area.width < 2 || area.height < 2) return false;
      return picture ? paintPicture(canvas, area, picture) : paintGround(canvas, area);
    },
    invalidate: () => {
      shown = null;
    },
    close: () => inserter.close(),
  };
}
