import {
  AV_CODEC_ID_AAC,
  AV_CODEC_ID_H264,
  AV_PKT_FLAG_KEY,
  AVIO_FLAG_WRITE,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
} from 'node-av/constants';
import { FormatContext, IOContext, Packet, Rational, type Stream } from 'node-av/lib';
import { soundTrack } from '@cloudmeet/media-core/mp4';
import { mono } from '../../audio/codec/mono.ts';
import { quietenFfmpeg } from '../../audio/codec/quieten-ffmpeg.ts';
import { decoderConfiguration } from '../mp4/init-segment.ts';
import type { RtmpBeginning, RtmpSample } from './rtmp-messages.ts';

/** A connection to an RTMP server that publishes. Each call resolves when the network took what it gives. */
export interface RtmpConnection {
  /** @throws Error in our words, without the address. */
  write(sample: RtmpSample): Promise<void>;
  /** Ends the stream for the server. */
  close(): Promise<void>;
}

const milliseconds = new Rational(1, 1000);
/** Errors of the system, as FFmpeg gives them on Linux; on others the general words are said. */
const reasons: Readonly<Record<number, string>> = {
  [-104]: 'The server closed the connection.',
  [-32]: 'The server closed the connection.',
  [-111]: 'The server refuses connections.',
  [-110]: 'The server does not answer.',
  [-113]: 'The server cannot be reached.',
  [-101]: 'The server cannot be reached.',
};

/** Connects and begins to publish by FFmpeg's own RTMP. @throws Error in our words, without the address. */
export async function openRtmp(beginning: RtmpBeginning): Promise<RtmpConnection> {
  quietenFfmpeg();
  const format = new FormatContext();
  if (format.allocOutputContext2(null, 'flv', null) < 0) throw new Error('FFmpeg has no FLV.');
  const tracks = {
    video: describeVideo(format.newStream(), beginning),
    audio: describeAudio(format.newStream(), beginning),
  };
  const io = new IOContext();
  check(await io.open2(beginning.url, AVIO_FLAG_WRITE), 'The server does not take the stream.');
  format.pb = io;
  check(await format.writeHeader(), 'The server closed the connection.');
  const packet = new Packet();
  packet.alloc();
  let firstMs: number | null = null;

  const write = async ({ track, atMs, keyframe, data }: RtmpSample) => {
    firstMs ??= atMs;
    const stream = tracks[track];
    packet.data = data;
    packet.streamIndex = stream.index;
    packet.dts = BigInt(Math.max(0, Math.round(atMs - firstMs)));
    packet.pts = packet.dts;
    if (keyframe) packet.setFlags(AV_PKT_FLAG_KEY);
    packet.rescaleTs(milliseconds, stream.timeBase);
    const written = await format.writeFrame(packet);
    packet.unref();
    check(written, 'The server closed the connection.');
  };

  const close = async () => {
    await format.writeTrailer();
    await io.closep();
    packet.free();
  };
  return { write, close };
}

function describeVideo(stream: Stream, beginning: RtmpBeginning): Stream {
  const { codecpar } = stream;
  const { width, height, sequenceParameters, pictureParameters } = beginning;
  codecpar.codecType = AVMEDIA_TYPE_VIDEO;
  codecpar.codecId = AV_CODEC_ID_H264;
  codecpar.width = width;
  codecpar.height = height;
  codecpar.extradata = decoderConfiguration(sequenceParameters, pictureParameters);
  stream.timeBase = milliseconds;
  return stream;
}

function describeAudio(stream: Stream, { soundConfig }: RtmpBeginning): Stream {
  const { codecpar } = stream;
  codecpar.codecType = AVMEDIA_TYPE_AUDIO;
  codecpar.codecId = AV_CODEC_ID_AAC;
  codecpar.sampleRate = soundTrack.timescale;
  codecpar.channelLayout = mono;
  codecpar.extradata = soundConfig;
  stream.timeBase = milliseconds;
  return stream;
}

function check(code: number, otherwise: string): void {
  if (code < 0) throw new Error(reasons[code] ?? otherwise);
}
