import { createLayerPackets } from '../../packages/media-server/src/video/layer/layer-packets.ts';
import { createPictureEncoder } from '../../packages/media-server/src/video/layer/picture-encoder.ts';
import { createCanvas, type Canvas } from '../../packages/media-server/src/video/picture/canvas.ts';

export const framesPerSecond = 24;
export const loopFrames = 2 * framesPerSecond;

/** Two seconds of a camera: somebody who moves a little before a still room, with the noise of a sensor. */
export interface CameraLoop {
  width: number;
  height: number;
  /** The RTP packets of each frame; the first frame is a keyframe. */
  frames: Buffer[][];
}

export function createCameraLoop(width: number, height: number, seed: number): CameraLoop {
  const canvas = createCanvas(width, height);
  const bitsPerSecond = Math.round(width * height * framesPerSecond * 0.12);
  const encoder = createPictureEncoder({ codec: 'H264', width, height, framesPerSecond, bitsPerSecond });
  const packets = createLayerPackets(0, 'H264');
  const frames = Array.from({ length: loopFrames }, (_, number) => {
    drawCamera(canvas, number, seed);
    const frame = encoder.encode(canvas.frame, number * 3750, number === 0);
    return frame ? packets(frame.data, 0) : [];
  });
  encoder.close();
  canvas.close();
  return { width, height, frames };
}

function drawCamera(canvas: Canvas, number: number, seed: number): void {
  const { width, height } = canvas;
  const [luma, u, v] = canvas.planes();
  const sway = Math.sin((number / loopFrames) * 2 * Math.PI) * width * 0.04;
  let random = (seed * 7919 + number * 104_729) >>> 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
      const fromCentre = Math.hypot(x - width / 2 - sway, (y - height * 0.55) * 0.8) / height;
      const room = 70 + 50 * Math.sin(x / 23 + seed) * Math.cos(y / 31);
      const person = 150 + 40 * Math.sin((x - sway) / 9) * Math.sin(y / 11);
      luma.bytes[y * luma.stride + x] = (fromCentre < 0.3 ? person : room) + (random >>> 29);
    }
  }
  u.bytes.fill(100 + ((seed * 13) % 56));
  v.bytes.fill(120 + ((seed * 29) % 40));
}
