import { AV_PIX_FMT_YUV420P } from 'node-av/constants';
import { Frame } from 'node-av/lib';
import type { Colour } from './colour.ts';
import type { Rectangle } from './rectangle.ts';

/** One plane of a picture: rows of `stride` bytes, of which the first ones are its samples. */
export interface Plane {
  bytes: Buffer;
  stride: number;
}

export type Planes = readonly [Plane, Plane, Plane];

/** A picture to draw into and to encode, in planes of 4:2:0. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** For an encoder or scaler; it stays the canvas's. */
  readonly frame: Frame;
  /** The samples, to be written until the next call of anything here. */
  planes(): Planes;
  fill(area: Rectangle, colour: Colour): void;
  /** Frees its memory. Idempotent. */
  close(): void;
}

const alignment = 32;

export function createCanvas(width: number, height: number): Canvas {
  const frame = new Frame();
  frame.alloc();
  frame.width = width;
  frame.height = height;
  frame.format = AV_PIX_FMT_YUV420P;
  const got = frame.getBuffer(alignment);
  if (got < 0) throw new Error(`There is no memory for a picture of ${width}×${height} (${got}).`);
  let planes: Planes | null = readPlanes(frame);
  let closed = false;

  const writable = (): Planes => {
    if (planes && frame.isWritable) return planes;
    const made = frame.makeWritable();
    if (made < 0) throw new Error(`The picture cannot be written (${made}).`);
    planes = readPlanes(frame);
    return planes;
  };

  const fill = (area: Rectangle, colour: Colour) => {
    const [luma, u, v] = writable();
    const half = { x: area.x >> 1, y: area.y >> 1, width: area.width >> 1, height: area.height >> 1 };
    fillPlane(luma, area, colour.y);
    fillPlane(u, half, colour.u);
    fillPlane(v, half, colour.v);
  };

  const close = () => {
    if (closed) return;
    closed = true;
    planes = null;
    frame.free();
  };

  return { width, height, frame, planes: writable, fill, close };
}

function fillPlane({ bytes, stride }: Plane, area: Rectangle, value: number): void {
  for (let row = area.y; row < area.y + area.height; row += 1) {
    const start = row * stride + area.x;
    bytes.fill(value, start, start + area.width);
  }
}

/** The planes of a picture in 4:2:0. They are views of the frame's memory: gone when the frame lets go of it. */
export function readPlanes(frame: Frame): Planes {
  const [luma, u, v] = frame.data ?? [];
  const [lumaStride, uStride, vStride] = frame.linesize;
  if (!luma || !u || !v || !lumaStride || !uStride || !vStride) throw new Error('The picture has no planes.');
  return [
    { bytes: luma, stride: lumaStride },
    { bytes: u, stride: uStride },
    { bytes: v, stride: vStride },
  ];
}
