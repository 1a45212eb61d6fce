import { Codec, CodecContext, Frame, Packet } from 'node-av/lib';
import {
  AV_CODEC_FLAG_LOW_DELAY,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUVJ420P,
  FF_DECODER_H264,
  FF_DECODER_VP8,
} from 'node-av/constants';
import type { VideoCodec } from '../../children/messages.ts';
import type { EncodedFrame } from '../encoded-frame.ts';
import { quietenFfmpeg } from '../../audio/codec/quieten-ffmpeg.ts';

const decoderNames = { H264: FF_DECODER_H264, VP8: FF_DECODER_VP8 } as const;
/** 4096×2176: what a screen may have. A stream that claims more is refused before memory is taken for it. */
const pixelsMax = 4096 * 2176;
const sideMin = 16;

export interface PictureDecoder {
  /** False where it was no picture; the decoder then needs a keyframe. */
  decode(frame: EncodedFrame): boolean;
  /** The newest picture, in planes of 4:2:0 with 8 bits. It stays the decoder's and changes with `decode`. */
  readonly picture: Frame;
  /** Frees the decoder and its picture. Idempotent. */
  close(): void;
}

/** @throws Error where FFmpeg has no such decoder or no memory for one. */
export function createPictureDecoder(codec: VideoCodec): PictureDecoder {
  const context = openDecoder(codec);
  const packet = new Packet();
  packet.alloc();
  const picture = new Frame();
  picture.alloc();
  const decoded = new Frame();
  decoded.alloc();
  let closed = false;

  const receive = () => {
    let usable = true;
    while (context.receiveFrameSync(decoded) >= 0) {
      usable = isUsable(decoded);
      if (usable) {
        picture.unref();
        usable = picture.ref(decoded) >= 0;
      }
      decoded.unref();
    }
    return usable;
  };

  const decode = (frame: EncodedFrame) => {
    if (closed) return false;
    packet.data = frame.data;
    const sent = context.sendPacketSync(packet);
    packet.unref();
    return sent >= 0 && receive() && picture.width > 0;
  };

  const close = () => {
    if (closed) return;
    closed = true;
    context.freeContext();
    packet.free();
    picture.free();
    decoded.free();
  };

  return { decode, picture, close };
}

function openDecoder(codec: VideoCodec): CodecContext {
  quietenFfmpeg();
  const decoder = Codec.findDecoderByName(decoderNames[codec]);
  if (!decoder) throw new Error(`There is no decoder for ${codec}.`);
  const context = new CodecContext();
  context.allocContext3(decoder);
  context.threadCount = 1;
  context.setFlags(AV_CODEC_FLAG_LOW_DELAY);
  context.setOption('max_pixels', String(pixelsMax));
  // Options in a dictionary at opening corrupt the heap; set before, they do not.
  const opened = context.open2Sync(decoder, null);
  if (opened < 0) throw new Error(`The decoder for ${codec} does not open (${opened}).`);
  return context;
}

function isUsable(frame: Frame): boolean {
  const planar = frame.format === AV_PIX_FMT_YUV420P || frame.format === AV_PIX_FMT_YUVJ420P;
  return planar && frame.width >= sideMin && frame.height >= sideMin;
}
