import type { Frame } from 'node-av/lib';
import { createCanvas, type Canvas } from './canvas.ts';
import { createPictureScaler, type PictureScaler } from './picture-scaler.ts';

/** One picture in other sizes, each made once however many layers want it. */
export interface ScaledPictures {
  /** The picture in this size. It stays ours. */
  inSize(width: number, height: number): Frame;
  /** The picture has changed: what was scaled is old. */
  changed(): void;
  /** Keeps only these sizes. */
  keep(sizes: readonly { width: number; height: number }[]): void;
  close(): void;
}

interface Size {
  canvas: Canvas;
  scaler: PictureScaler;
  fresh: boolean;
}

export function createScaledPictures(original: Canvas): ScaledPictures {
  const sizes = new Map<string, Size>();

  const add = (width: number, height: number): Size => {
    const size = { canvas: createCanvas(width, height), scaler: createPictureScaler('smooth'), fresh: false };
    sizes.set(keyOf({ width, height }), size);
    return size;
  };

  const inSize = (width: number, height: number): Frame => {
    if (width === original.width && height === original.height) return original.frame;
    const size = sizes.get(keyOf({ width, height })) ?? add(width, height);
    if (!size.fresh) {
      size.scaler.scale(original.frame, size.canvas.frame);
      size.fresh = true;
    }
    return size.canvas.frame;
  };

  const keep = (wanted: readonly { width: number; height: number }[]) => {
    const keys = new Set(wanted.map(keyOf));
    for (const [key, size] of sizes) {
      if (keys.has(key)) continue;
      free(size);
      sizes.delete(key);
    }
  };

  const changed = () => {
    for (const size of sizes.values()) size.fresh = false;
  };

  return { inSize, changed, keep, close: () => keep([]) };
}

function keyOf({ width, height }: { width: number; height: number }): string {
  return `${width}×${height}`;
}

function free({ canvas, scaler }: Size): void {
  scaler.close();
  canvas.close();
}
