import { aspectMax, tileGap } from './rect.ts';
import type { Rect, StagePlan } from './rect.ts';
import { smallTileMin } from './speaker-layout.ts';

/** A shared screen whose shape is not known yet. */
export const screenAspectDefault = 16 / 9;

/**
 * A shared screen as large as it can be and whole, people beside it or under it, whichever leaves it larger; as many
 * people as fit at a readable size, the speaker first, you last. `screenAspect` is width over height.
 */
export function presentationLayout(
  count: number,
  width: number,
  height: number,
  screenAspect = screenAspectDefault,
): StagePlan {
  if (width <= 0 || height <= 0) return { screen: null, rects: [] };
  if (count < 1) return { screen: contain({ x: 0, y: 0, width, height }, screenAspect), rects: [] };
  const besides = beside(count, width, height, screenAspect);
  const below = under(count, width, height, screenAspect);
  return areaOf(besides.screen) >= areaOf(below.screen) ? besides : below;
}

function areaOf(rect: Rect | null): number {
  return rect ? rect.width * rect.height : 0;
}

/** The largest rectangle of that shape in the middle of an area. */
function contain(area: Rect, aspect: number): Rect {
  const width = Math.min(area.width, area.height * aspect);
  const height = width / aspect;
  return { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
}

function beside(count: number, width: number, height: number, aspect: number): StagePlan {
  const narrowest = Math.min(Math.max(width * 0.18, 120), 280);
  const spare = width - tileGap - height * aspect;
  const column = Math.max(narrowest, Math.min(spare, 280));
  const small = column / aspectMax;
  const screen = contain({ x: 0, y: 0, width: width - column - tileGap, height }, aspect);
  const places = Math.max(1, Math.min(count, Math.floor((height + tileGap) / (small + tileGap))));
  const gaps = tileGap * (places - 1);
  const wanted = Math.max(screen.height, places * small + gaps);
  const tileHeight = Math.min(column * 1.1, (Math.min(height, wanted) - gaps) / places);
  const top = (height - places * tileHeight - gaps) / 2;
  const rects = Array.from({ length: places }, (_, at): Rect => ({
    x: width - column,
    y: top + at * (tileHeight + tileGap),
    width: column,
    height: tileHeight,
  }));
  return { screen, rects };
}

function under(count: number, width: number, height: number, aspect: number): StagePlan {
  const spare = height - tileGap - width / aspect;
  const strip = Math.max(Math.min(Math.max(height * 0.22, 72), 180), Math.min(spare, 220));
  const places = Math.max(1, Math.min(count, Math.floor((width + tileGap) / (smallTileMin + tileGap))));
  const tileWidth = Math.min(strip * aspectMax, (width - tileGap * (places - 1)) / places);
  const tileHeight = Math.min(strip, tileWidth * 1.1);
  const start = (width - places * tileWidth - tileGap * (places - 1)) / 2;
  const screen = contain({ x: 0, y: 0, width, height: height - tileHeight - tileGap }, aspect);
  const rects = Array.from({ length: places }, (_, at): Rect => ({
    x: start + at * (tileWidth + tileGap),
    y: height - tileHeight,
    width: tileWidth,
    height: tileHeight,
  }));
  return { screen, rects };
}
