import { layoutCanvas, type LayoutMap, type Tile } from '@cloudmeet/contracts';
import type { SourcePicture } from '../uplink/video-source.ts';
import { createCanvas, type Canvas } from './canvas.ts';
import { colours } from './colour.ts';
import { sameRectangle } from './rectangle.ts';
import { createTilePainter, type TilePainter } from './tile-painter.ts';

/** The one picture of a room, from which all layers are made. */
export interface Composition {
  readonly canvas: Canvas;
  layOut(map: LayoutMap): void;
  /** Brings the picture up to date: `pictureOf` gives what a tile shows. Returns how many tiles were painted. */
  draw(pictureOf: (tile: Tile) => SourcePicture | null): number;
  close(): void;
}

export function createComposition(): Composition {
  const canvas = createCanvas(layoutCanvas.width, layoutCanvas.height);
  let places: { tile: Tile; painter: TilePainter }[] = [];
  let cleared = false;

  const clear = () => {
    canvas.fill({ x: 0, y: 0, width: canvas.width, height: canvas.height }, colours.stage);
    for (const { painter } of places) painter.invalidate();
    cleared = true;
  };

  const layOut = ({ tiles }: LayoutMap) => {
    const before = places;
    const left = [...before];
    places = tiles.map((tile) => {
      const index = left.findIndex((one) => isSamePlace(one.tile, tile));
      const [same] = index === -1 ? [] : left.splice(index, 1);
      return { tile, painter: same?.painter ?? createTilePainter(tile) };
    });
    for (const { painter } of left) painter.close();
    if (!sameRectangles(before, places)) cleared = false;
  };

  const draw: Composition['draw'] = (pictureOf) => {
    if (!cleared) clear();
    let painted = 0;
    for (const { tile, painter } of places) if (painter.paint(canvas, pictureOf(tile))) painted += 1;
    return painted;
  };

  const close = () => {
    for (const { painter } of places) painter.close();
    places = [];
    canvas.close();
  };

  return { canvas, layOut, draw, close };
}

function isSamePlace(a: Tile, b: Tile): boolean {
  return a.participantId === b.participantId && a.kind === b.kind && sameRectangle(a, b);
}

/** Where the tiles cover the same places, nothing outside of them has to be painted anew. */
function sameRectangles(before: readonly { tile: Tile }[], after: readonly { tile: Tile }[]): boolean {
  if (before.length !== after.length) return false;
  return after.every(({ tile }) => before.some((one) => sameRectangle(one.tile, tile)));
}
