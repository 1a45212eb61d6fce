import { AV_CODEC_ID_AAC, AV_CODEC_ID_H264, AV_CODEC_ID_OPUS, AV_SAMPLE_FMT_FLTP } from 'node-av/constants';
import { Codec, CodecContext, FormatContext, Frame, Packet, type Stream } from 'node-av/lib';
import { readPlanes } from '../../src/video/picture/canvas.ts';
import { readBarcode } from '../video/barcode.ts';
import { showSize } from './show.ts';

/** What FFmpeg sees and hears in a file, independent of what wrote it. */
export interface FileContent {
  width: number;
  height: number;
  /** Times in seconds. */
  pictures: { at: number; barcode: number | null; isFlash: boolean; keyframe: boolean }[];
  /** Each frame, and its first loud sample where it has one. */
  sounds: { at: number; loudAt: number | null }[];
}

/** Chapters are a stream too, of texts. */
const codecIds = new Set<number>([AV_CODEC_ID_H264, AV_CODEC_ID_AAC, AV_CODEC_ID_OPUS]);

export function readMediaFile(path: string): FileContent {
  const format = new FormatContext();
  if (format.openInputSync(path) < 0) throw new Error(`${path} does not open.`);
  if (format.findStreamInfoSync() < 0) throw new Error(`${path} has no streams.`);
  const content: FileContent = { width: 0, height: 0, pictures: [], sounds: [] };
  const known = format.streams.filter(({ codecpar }) => codecIds.has(codecpar.codecId));
  const readers = new Map(known.map((stream) => [stream.index, openReader(stream, content)]));
  const packet = new Packet();
  packet.alloc();
  while (format.readFrameSync(packet) >= 0) {
    readers.get(packet.streamIndex)?.read(packet);
    packet.unref();
  }
  for (const reader of readers.values()) reader.close();
  packet.free();
  format.closeInputSync();
  return content;
}

function openReader(stream: Stream, content: FileContent) {
  const { codecpar, timeBase } = stream;
  const codec = Codec.findDecoder(codecpar.codecId);
  if (!codec) throw new Error('There is no decoder for it.');
  const context = new CodecContext();
  context.allocContext3(codec);
  context.parametersToContext(codecpar);
  if (context.open2Sync(codec, null) < 0) throw new Error('The decoder does not open.');
  const frame = new Frame();
  frame.alloc();
  const secondsOf = (pts: bigint) => (Number(pts) * timeBase.num) / timeBase.den;
  if (codecpar.codecId === AV_CODEC_ID_H264) {
    content.width = codecpar.width;
    content.height = codecpar.height;
  }
  const read = (packet: Packet) => {
    context.sendPacketSync(packet);
    while (context.receiveFrameSync(frame) >= 0) {
      const at = secondsOf(frame.pts);
      if (codecpar.codecId === AV_CODEC_ID_H264)
        content.pictures.push({ at, ...look(frame), keyframe: packet.isKeyframe });
      if (codecpar.codecId !== AV_CODEC_ID_H264) content.sounds.push({ at, loudAt: listen(frame, at) });
      frame.unref();
    }
  };
  const close = () => {
    context.freeContext();
    frame.free();
  };
  return { read, close };
}

function look(frame: Frame) {
  const planes = readPlanes(frame);
  const area = { x: 0, y: 0, ...showSize };
  return {
    barcode: readBarcode(planes, area),
    isFlash: (planes[0].bytes[10 * planes[0].stride + 10] ?? 0) > 140,
  };
}

function listen(frame: Frame, at: number): number | null {
  const plane = frame.data?.[0];
  if (!plane || frame.format !== AV_SAMPLE_FMT_FLTP) throw new Error('This is no sound.');
  const samples = new Float32Array(plane.buffer, plane.byteOffset, frame.nbSamples);
  const first = samples.findIndex((sample) => Math.abs(sample) > 0.1);
  return first === -1 ? null : at + first / 48_000;
}
