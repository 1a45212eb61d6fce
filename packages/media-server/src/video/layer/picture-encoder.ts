import {
  AV_PICTURE_TYPE_I,
  AV_PICTURE_TYPE_NONE,
  AV_PIX_FMT_YUV420P,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_SMPTE170M,
  FF_ENCODER_LIBVPX_VP8,
  FF_ENCODER_LIBX264,
} from 'node-av/constants';
import { Codec, CodecContext, Packet, Rational, type Frame } from 'node-av/lib';
import type { VideoCodec } from '../../children/messages.ts';
import type { EncodedFrame } from '../encoded-frame.ts';
import { quietenFfmpeg } from '../../audio/codec/quieten-ffmpeg.ts';

export interface EncoderSettings {
  codec: VideoCodec;
  width: number;
  height: number;
  framesPerSecond: number;
  bitsPerSecond: number;
}

export interface PictureEncoder {
  /**
   * Encodes one picture at `ticks` of the 90 kHz clock, which grow with each call; null where the encoder made
   * nothing of it. The data is a copy.
   * @throws Error where the encoder fails.
   */
  encode(picture: Frame, ticks: number, keyframe: boolean): EncodedFrame | null;
  /** Frees the encoder. Idempotent. */
  close(): void;
}

const encoderNames = { H264: FF_ENCODER_LIBX264, VP8: FF_ENCODER_LIBVPX_VP8 } as const;
const clockRate = 90_000;
/** Keyframes come when somebody needs one; this long without is only to bound what an encoder remembers. */
const keyframeSecondsMax = 60;

const options: Readonly<Record<VideoCodec, Readonly<Record<string, string>>>> = {
  H264: {
    // What `superfast` would spend on looking for motion between pixels goes for a third less time and hardly less
    // likeness (ADR 53); without deblocking and adaptive quantisation it would show.
    preset: 'ultrafast',
    tune: 'zerolatency',
    profile: 'baseline',
    'forced-idr': '1',
    'x264-params': 'scenecut=0:deblock=0,0:aq-mode=1:partitions=i4x4',
  },
  VP8: {
    deadline: 'realtime',
    'cpu-used': '16',
    'lag-in-frames': '0',
    'static-thresh': '100',
    'error-resilient': '1',
  },
};

export function createPictureEncoder(settings: EncoderSettings): PictureEncoder {
  const context = openEncoder(settings);
  const packet = new Packet();
  packet.alloc();
  let closed = false;
  let firstTicks: number | null = null;

  const receive = (): EncodedFrame | null => {
    let made: EncodedFrame | null = null;
    while (context.receivePacketSync(packet) >= 0) {
      if (packet.data) made = { data: Buffer.from(packet.data), keyframe: packet.isKeyframe };
      packet.unref();
    }
    return made;
  };

  const encode = (picture: Frame, ticks: number, keyframe: boolean) => {
    if (closed) return null;
    firstTicks ??= ticks;
    picture.pts = BigInt(ticks - firstTicks);
    picture.pictType = keyframe ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
    const sent = context.sendFrameSync(picture);
    if (sent < 0) throw new Error(`The encoder for ${settings.codec} refused a picture (${sent}).`);
    return receive();
  };

  const close = () => {
    if (closed) return;
    closed = true;
    context.freeContext();
    packet.free();
  };

  return { encode, close };
}

function openEncoder({ codec, width, height, framesPerSecond, bitsPerSecond }: EncoderSettings) {
  quietenFfmpeg();
  const encoder = Codec.findEncoderByName(encoderNames[codec]);
  if (!encoder) throw new Error(`There is no encoder for ${codec}.`);
  const context = new CodecContext();
  context.allocContext3(encoder);
  context.width = width;
  context.height = height;
  context.pixelFormat = AV_PIX_FMT_YUV420P;
  context.colorRange = AVCOL_RANGE_MPEG;
  context.colorSpace = AVCOL_SPC_SMPTE170M;
  context.timeBase = new Rational(1, clockRate);
  context.framerate = new Rational(framesPerSecond, 1);
  context.bitRate = BigInt(bitsPerSecond);
  context.rcMaxRate = BigInt(bitsPerSecond);
  context.rcBufferSize = Math.round(bitsPerSecond / 2);
  context.gopSize = framesPerSecond * keyframeSecondsMax;
  context.maxBFrames = 0;
  context.threadCount = 1;
  for (const [name, value] of Object.entries(options[codec])) context.setOption(name, value);
  // Options in a dictionary at opening corrupt the heap; set before, they do not.
  const opened = context.open2Sync(encoder, null);
  if (opened < 0)
    throw new Error(`The encoder for ${codec} does not open at ${width}×${height} (${opened}).`);
  return context;
}
