import {
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUVJ420P,
  SWS_AREA,
  SWS_BICUBIC,
  SWS_BILINEAR,
} from 'node-av/constants';
import { SoftwareScaleContext, type Frame } from 'node-av/lib';

/** `smooth` for moving pictures, `sharp` for text. */
export type ScaleQuality = 'smooth' | 'sharp';

/** Scales whole pictures. It prepares itself anew when their size changes. */
export interface PictureScaler {
  /** @throws Error where FFmpeg cannot. */
  scale(from: Frame, into: Frame): void;
  /** Frees its tables. Idempotent. */
  close(): void;
}

export function createPictureScaler(quality: ScaleQuality): PictureScaler {
  let context: SoftwareScaleContext | null = null;
  let preparedFor = '';

  const close = () => {
    context?.freeContext();
    context = null;
    preparedFor = '';
  };

  const prepare = (from: Frame, into: Frame): SoftwareScaleContext => {
    const key = `${from.format} ${from.width}×${from.height} ${into.width}×${into.height}`;
    if (context && key === preparedFor) return context;
    close();
    context = new SoftwareScaleContext();
    const input = from.format === AV_PIX_FMT_YUVJ420P ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
    const method = chooseMethod(quality, from.width, into.width);
    context.getContext(from.width, from.height, input, into.width, into.height, AV_PIX_FMT_YUV420P, method);
    preparedFor = key;
    return context;
  };

  const scale = (from: Frame, into: Frame) => {
    const done = prepare(from, into).scaleFrameSync(into, from);
    if (done < 0) throw new Error(`A picture of ${from.width}×${from.height} cannot be scaled (${done}).`);
  };

  return { scale, close };
}

function chooseMethod(quality: ScaleQuality, from: number, to: number) {
  if (quality === 'sharp') return SWS_BICUBIC;
  return to < from ? SWS_AREA : SWS_BILINEAR;
}
