import { aspectMax, tileGap } from './rect.ts';
import type { Rect, StagePlan } from './rect.ts';
import { smallTileMin } from './speaker-layout.ts';

/**
 * A shared screen large, people beside it where the stage is wide, under it where it is tall; as many people as fit
 * at a readable size, the speaker first, you last.
 */
export function presentationLayout(count: number, width: number, height: number): StagePlan {
  if (width <= 0 || height <= 0) return { screen: null, rects: [] };
  if (count < 1) return { screen: { x: 0, y: 0, width, height }, rects: [] };
  return width >= height * 1.1 ? beside(count, width, height) : under(count, width, height);
}

function beside(count: number, width: number, height: number): StagePlan {
  const column = Math.min(Math.max(width * 0.18, 120), 280);
  const small = column / aspectMax;
  const places = Math.max(1, Math.min(count, Math.floor((height + tileGap) / (small + tileGap))));
  const tileHeight = Math.min(column * 1.1, (height - tileGap * (places - 1)) / places);
  const top = (height - places * tileHeight - tileGap * (places - 1)) / 2;
  const screen = { x: 0, y: 0, width: width - column - tileGap, height };
  const rects = Array.from({ length: places }, (_, at): Rect => ({
    x: screen.width + tileGap,
    y: top + at * (tileHeight + tileGap),
    width: column,
    height: tileHeight,
  }));
  return { screen, rects };
}

function under(count: number, width: number, height: number): StagePlan {
  const strip = Math.min(Math.max(height * 0.22, 72), 180);
  const places = Math.max(1, Math.min(count, Math.floor((width + tileGap) / (smallTileMin + tileGap))));
  const tileWidth = Math.min(strip * aspectMax, (width - tileGap * (places - 1)) / places);
  const start = (width - places * tileWidth - tileGap * (places - 1)) / 2;
  const screen = { x: 0, y: 0, width, height: height - strip - tileGap };
  const rects = Array.from({ length: places }, (_, at): Rect => ({
    x: start + at * (tileWidth + tileGap),
    y: screen.height + tileGap,
    width: tileWidth,
    height: strip,
  }));
  return { screen, rects };
}
