import {
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUVJ420P,
  SWS_AREA,
  SWS_BICUBIC,
  SWS_BILINEAR,
} from 'node-av/constants';
import { SoftwareScaleContext, type Frame } from 'node-av/lib';
import { readPlanes, type Canvas, type Plane, type Planes } from './canvas.ts';
import type { Placement } from './place-picture.ts';
import { createSpillGuard } from './spill-guard.ts';
import '../quiet-ffmpeg.ts';

/** `smooth` for moving pictures, `sharp` for text. */
export type ScaleQuality = 'smooth' | 'sharp';

/** Scales pictures of one size to one place. It prepares itself anew when either changes. */
export interface PictureScaler {
  draw(source: Frame, placement: Placement, canvas: Canvas): void;
  /** Frees its tables. Idempotent. */
  close(): void;
}

export function createPictureScaler(quality: ScaleQuality): PictureScaler {
  const guard = createSpillGuard();
  let context: SoftwareScaleContext | null = null;
  let preparedFor = '';

  const close = () => {
    context?.freeContext();
    context = null;
    preparedFor = '';
  };

  const prepare = (format: number, { from, to }: Placement): SoftwareScaleContext => {
    const key = `${format} ${from.width}×${from.height} ${to.width}×${to.height}`;
    if (context && key === preparedFor) return context;
    close();
    context = new SoftwareScaleContext();
    const input = format === AV_PIX_FMT_YUVJ420P ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
    const method = chooseMethod(quality, from.width, to.width);
    context.getContext(from.width, from.height, input, to.width, to.height, AV_PIX_FMT_YUV420P, method);
    preparedFor = key;
    return context;
  };

  const draw = (source: Frame, placement: Placement, canvas: Canvas) => {
    const { from, to } = placement;
    const scaler = prepare(source.format, placement);
    const input = viewsAt(readPlanes(source), from.x, from.y);
    const planes = canvas.planes();
    const output = viewsAt(planes, to.x, to.y);
    guard.save(planes, to);
    scaler.scaleSync(input.bytes, input.strides, 0, from.height, output.bytes, output.strides);
    guard.restore(planes, to);
  };

  return { draw, close };
}

function chooseMethod(quality: ScaleQuality, from: number, to: number) {
  if (quality === 'sharp') return SWS_BICUBIC;
  return to < from ? SWS_AREA : SWS_BILINEAR;
}

function viewsAt(planes: Planes, x: number, y: number): { bytes: Buffer[]; strides: number[] } {
  const bytes = planes.map((plane, index) =>
    viewAt(plane, index === 0 ? x : x >> 1, index === 0 ? y : y >> 1),
  );
  return { bytes, strides: planes.map(({ stride }) => stride) };
}

function viewAt({ bytes, stride }: Plane, x: number, y: number): Buffer {
  return bytes.subarray(y * stride + x);
}
