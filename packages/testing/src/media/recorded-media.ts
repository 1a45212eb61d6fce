import {
  createCanvas,
  createLayerPackets,
  createOpusEncoder,
  createPictureEncoder,
} from '@cloudmeet/media-server/codecs';

const sampleRate = 48_000;
const frameSamples = 960;
const rtpHeaderBytes = 12;

/** A second or two of encoded media that is played in a loop; many participants may share one. */
export interface RecordedPicture {
  codec: 'H264' | 'VP8';
  framesPerSecond: number;
  /** RTP payloads of each picture; the first picture is a keyframe. */
  pictures: readonly (readonly Buffer[])[];
}

/** Opus packets of 20 ms of a steady tone (whole hertz, so that the loop has no click). */
export function recordTone(frequency: number, amplitude = 6000, seconds = 1): Buffer[] {
  const encoder = createOpusEncoder();
  const packets: Buffer[] = [];
  // The first second settles the encoder and is thrown away.
  for (let frame = 0; frame < (seconds + 1) * 50; frame += 1) {
    const samples = Float32Array.from({ length: frameSamples }, (_, n) => {
      const at = frame * frameSamples + n;
      return amplitude * Math.sin((2 * Math.PI * frequency * at) / sampleRate);
    });
    packets.push(Buffer.from(encoder.encode(samples)));
  }
  encoder.close();
  return packets.slice(50);
}

export interface PictureOptions {
  codec: 'H264' | 'VP8';
  width: number;
  height: number;
  framesPerSecond: number;
  bitsPerSecond: number;
  seconds?: number;
  /** Colour of the ground, 16 to 240. */
  u: number;
  v: number;
}

/** A ground of one colour with a bar that moves over it, so that every picture is worth encoding. */
export function recordPicture(options: PictureOptions): RecordedPicture {
  const { codec, width, height, framesPerSecond, seconds = 2, u, v } = options;
  const canvas = createCanvas(width, height);
  const encoder = createPictureEncoder({
    codec,
    width,
    height,
    framesPerSecond,
    bitsPerSecond: options.bitsPerSecond,
  });
  const packets = createLayerPackets(1, codec);
  const count = framesPerSecond * seconds;
  const pictures = Array.from({ length: count }, (_, n) => {
    canvas.fill({ x: 0, y: 0, width, height }, { y: 110, u, v });
    const x = (Math.floor((n * (width - 32)) / count) >> 4) << 4;
    canvas.fill({ x, y: 0, width: 32, height }, { y: 220, u: 128, v: 128 });
    const ticks = Math.round((n * 90_000) / framesPerSecond);
    const frame = encoder.encode(canvas.frame, ticks, n === 0);
    return frame === null ? [] : packets(frame.data, ticks).map((packet) => packet.subarray(rtpHeaderBytes));
  });
  encoder.close();
  canvas.close();
  return { codec, framesPerSecond, pictures };
}
