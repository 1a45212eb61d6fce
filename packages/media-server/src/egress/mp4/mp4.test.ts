import { afterEach, describe, expect, it } from 'vitest';
import { createPictureEncoder } from '../../video/layer/picture-encoder.ts';
import { createCanvas } from '../../video/picture/canvas.ts';
import { toSample } from './h264-sample.ts';
import { initSegment } from './init-segment.ts';
import { mediaSegment } from './media-segment.ts';
import { pictureSize } from './picture-size.ts';

const closables: { close(): void }[] = [];
afterEach(() => {
  for (const one of closables.splice(0)) one.close();
});

function firstSample(width: number, height: number) {
  const canvas = createCanvas(width, height);
  const encoder = createPictureEncoder({
    codec: 'H264',
    width,
    height,
    framesPerSecond: 24,
    bitsPerSecond: 300_000,
  });
  closables.push(canvas, encoder);
  return toSample(encoder.encode(canvas.frame, 0, true)!.data);
}

/** The names of boxes and where they lie; sizes have to add up to the file. */
function boxes(data: Buffer, from = 0, to = data.length): string[] {
  const names: string[] = [];
  let at = from;
  while (at < to) {
    names.push(data.toString('latin1', at + 4, at + 8));
    at += data.readUInt32BE(at);
  }
  expect(at).toBe(to);
  return names;
}

describe('files of an output', () => {
  it.each([
    [1280, 720],
    [640, 360],
    [320, 180],
    [960, 540],
    [322, 182],
  ])('the parameter set of %i×%i tells its size', (width, height) => {
    expect(pictureSize(firstSample(width, height).parameters!.sequenceParameters)).toEqual({ width, height });
  });

  it('a parameter set that is cut off tells none and throws nothing', () => {
    const whole = firstSample(640, 360).parameters!.sequenceParameters;
    for (let length = 0; length < 8; length += 1) expect(pictureSize(whole.subarray(0, length))).toBeNull();
  });

  it('ISO 14496-15 §5.3 samples hold units with their length, parameter sets stand apart', () => {
    const { data, keyframe } = firstSample(640, 360);
    expect(keyframe).toBe(true);
    expect(data.readUInt32BE(0)).toBe(data.length - 4);
    expect(data.readUInt8(4) & 31).toBe(5);
  });

  it('ISO 14496-12 §4.2 the sizes of boxes add up, and data begins where its run says', () => {
    const { data, parameters } = firstSample(640, 360);
    const sound = { codec: 'aac', config: Buffer.from([0x11, 0x88]) } as const;
    expect(boxes(initSegment({ picture: { ...parameters!, width: 640, height: 360 }, sound }))).toEqual([
      'ftyp',
      'moov',
    ]);
    const heard = Buffer.from('sound');
    const sample = { keyframe: true, duration: 1024 };
    const segment = mediaSegment(
      7,
      { start: 0, samples: [{ ...sample, data }] },
      { start: 9, samples: [{ ...sample, data: heard }] },
    );
    expect(boxes(segment)).toEqual(['moof', 'mdat']);
    const run = segment.indexOf('trun');
    expect(segment.subarray(segment.readUInt32BE(run + 12)).subarray(0, 5)).toEqual(data.subarray(0, 5));
    const second = segment.indexOf('trun', run + 4);
    expect(segment.toString('latin1', segment.readUInt32BE(second + 12))).toBe('sound');
  });
});
