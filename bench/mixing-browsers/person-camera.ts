import { clockCode as stripes } from '../glass-to-glass/clock-camera.ts';
import type { ClockCode } from '../glass-to-glass/clock-camera.ts';

declare global {
  // Put into pages by `cameraScript`.
  var paintCamera: typeof import('./person-camera.ts').paintCamera;
}

/** Cells that can be read in a tile of a picture of 180 lines, too. */
export const clockCode: ClockCode = { ...stripes, rows: 4 };
/** Where the clock stands in a camera's picture, as shares of its height: below is its colour alone. */
export const clockPlace = { top: 0.2, height: 0.5 };

export interface CameraSize {
  width: number;
  height: number;
}

export interface CameraPlan {
  size: CameraSize;
  rgb: readonly [red: number, green: number, blue: number];
  /** Whether much moves above the clock and beside the colour, so that a picture takes all that its layer may. */
  isLively: boolean;
  code: ClockCode;
  clock: { top: number; height: number };
}

/** A canvas as a camera, in a page that has `paintClock`. It is sent there as text, so it needs nothing else from outside. */
export function paintCamera({ size, rgb, isLively, code, clock }: CameraPlan): MediaStreamTrack {
  const { width, height } = size;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  const [track] = canvas.captureStream(code.framesPerSecond).getVideoTracks();
  if (!context || !track) throw new Error('A canvas gives no track here.');
  const noise = new OffscreenCanvas(width, height);
  const grains = noise.getContext('2d');
  for (let grain = 0; grains && grain < 20_000; grain += 1) {
    grains.fillStyle = `hsl(${String((grain * 137) % 360)} 60% ${String((grain * 71) % 100)}%)`;
    grains.fillRect(Math.random() * width, Math.random() * height, 12, 6);
  }
  const below = height * (clock.top + clock.height);
  const lively = [
    [0, 0, width, height * clock.top],
    [0, below, width * 0.4, height],
    [width * 0.6, below, width * 0.4, height],
  ] as const;
  setInterval(() => {
    context.fillStyle = `rgb(${rgb.join()})`;
    context.fillRect(0, 0, width, height);
    for (const [x, y, w, h] of isLively ? lively : []) {
      const way = (performance.now() * 0.1) % (width * 2);
      const [fromX, fromY] = [Math.min(way, width * 2 - way) * (1 - w / width), Math.abs((way % 200) - 100)];
      context.drawImage(noise, fromX, fromY, w, height * 0.3, x, y, w, h);
    }
    paintClock(context, { x: 0, y: height * clock.top, width, height: height * clock.height }, code);
  }, 1000 / code.framesPerSecond);
  return track;
}

/** The script that gives a page `paintCamera`. */
export const cameraScript = `globalThis.paintCamera = ${paintCamera.toString()};`;
