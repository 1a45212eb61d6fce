import { AV_CODEC_ID_AAC } from 'node-av/constants';
import { Codec, CodecContext, Frame, Packet } from 'node-av/lib';
import { expect, it } from 'vitest';
import { aacFrameSamples, createAacEncoder } from './aac-encoder.ts';

/** What a player makes of it: samples of full scale 1. */
function decode(config: Buffer, frames: readonly Buffer[]): number[] {
  const codec = Codec.findDecoder(AV_CODEC_ID_AAC);
  if (!codec) throw new Error('FFmpeg has no decoder for AAC.');
  const context = new CodecContext();
  context.allocContext3(codec);
  context.extraData = config;
  context.open2Sync(codec, null);
  const [packet, frame] = [new Packet(), new Frame()];
  packet.alloc();
  frame.alloc();
  const samples: number[] = [];
  for (const data of frames) {
    packet.data = data;
    context.sendPacketSync(packet);
    packet.unref();
    while (context.receiveFrameSync(frame) >= 0) {
      const plane = frame.data?.[0];
      if (plane) samples.push(...new Float32Array(plane.buffer, plane.byteOffset, frame.nbSamples));
      frame.unref();
    }
  }
  context.freeContext();
  packet.free();
  frame.free();
  return samples;
}

const voice = (frame: number) =>
  Float32Array.from({ length: aacFrameSamples }, (_, index) => {
    const at = (frame * aacFrameSamples + index) / 48_000;
    return 8000 * Math.sin(2 * Math.PI * 220 * at) + 2000 * Math.sin(2 * Math.PI * 1320 * at);
  });
const silence = new Float32Array(aacFrameSamples);
const isVoice = (frame: number) => frame < 20 || frame >= 60;

it('sound after silence that was copied is as near to the original as the sound before it', () => {
  const aac = createAacEncoder();
  const inputs = Array.from({ length: 80 }, (_, frame) => (isVoice(frame) ? voice(frame) : silence));
  const frames = inputs.flatMap((samples) => aac.encode(samples));
  // Each gives one, so that time goes on; the encoder holds one back.
  expect(frames).toHaveLength(79);
  expect(new Set(frames.slice(30, 59).map((data) => data.toString('hex'))).size).toBe(1);
  // The first decoded frame is what the encoder needs to begin.
  const heard = decode(aac.config, frames).slice(aacFrameSamples);
  const ratioDb = (first: number, end: number) => {
    let [signal, noise] = [0, 0];
    for (let at = first * aacFrameSamples; at < end * aacFrameSamples; at += 1) {
      const original = (inputs[Math.floor(at / aacFrameSamples)]?.[at % aacFrameSamples] ?? 0) / 32_768;
      signal += original ** 2;
      noise += ((heard[at] ?? 0) - original) ** 2;
    }
    return 10 * Math.log10(signal / noise);
  };
  expect(ratioDb(4, 19)).toBeGreaterThan(25);
  expect(ratioDb(61, 76)).toBeGreaterThan(25);
  const silent = heard.slice(24 * aacFrameSamples, 58 * aacFrameSamples);
  expect(Math.max(...silent.map(Math.abs))).toBeLessThan(1e-4);
  aac.close();
});
