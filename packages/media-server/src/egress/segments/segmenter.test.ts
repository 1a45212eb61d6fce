import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AacEncoder } from '../sound/aac-encoder.ts';
import { AacLine } from '../sound/aac-line.ts';
import { Segmenter, soundWaitMs, type FinishedSegment } from './segmenter.ts';

const frameTicks = 3750;
const parametersOf = (size: number) => ({
  sequenceParameters: Buffer.from([0x67, 66, 0, 31, size]),
  pictureParameters: Buffer.from([0x68]),
});
const silentEncoder: AacEncoder = {
  config: Buffer.alloc(2),
  encode: () => [Buffer.from('aac')],
  close: () => undefined,
};

function start(segmentMs = 2000) {
  const segments: FinishedSegment[] = [];
  const segmenter = new Segmenter({
    sound: new AacLine(silentEncoder),
    segmentMs,
    firstNumber: 5,
    onSegment: (segment) => segments.push(segment),
  });
  /** A picture whose data is its number, so that it can be found in a segment. */
  const push = (number: number, keyframe: boolean, size = 1) => {
    const data = Buffer.from(`<${number}>`);
    segmenter.push(number * frameTicks, { data, keyframe, parameters: keyframe ? parametersOf(size) : null });
  };
  return { segmenter, segments, push };
}

const picturesIn = ({ data }: FinishedSegment) =>
  [...data.toString('latin1').matchAll(/<(\d+)>/g)].map((match) => Number(match[1]));

describe('cutting segments', () => {
  it('every picture from the first keyframe on is in one segment, in order, and each begins with a keyframe', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 400 }), (keyframes) => {
        const { segmenter, segments, push } = start();
        keyframes.forEach((keyframe, number) => push(number, keyframe && number % 7 === 0));
        segmenter.close();
        const isKey = (number: number) => keyframes[number] === true && number % 7 === 0;
        const first = keyframes.findIndex((_, number) => isKey(number));
        const expected = first === -1 ? [] : keyframes.map((_, number) => number).slice(first);
        expect(segments.flatMap(picturesIn)).toEqual(expected);
        for (const segment of segments) expect(isKey(picturesIn(segment)[0]!)).toBe(true);
        for (const [index, { number, startMs, durationMs }] of segments.entries()) {
          expect(number).toBe(5 + index);
          expect(segments[index + 1]?.startMs ?? startMs + durationMs).toBeCloseTo(startMs + durationMs);
        }
      }),
    );
  });

  it('with a keyframe every 2 s each segment is 2 s long', () => {
    const { segmenter, segments, push } = start();
    for (let number = 0; number < 48 * 4; number += 1) push(number, number % 48 === 0);
    segmenter.close();
    expect(segments.map(({ durationMs }) => Math.round(durationMs))).toEqual([2000, 2000, 2000, 2000]);
  });

  it('another size begins another segment at its keyframe, however short the last one is', () => {
    const { segmenter, segments, push } = start();
    for (let number = 0; number < 30; number += 1) push(number, number % 10 === 0, number < 20 ? 1 : 2);
    segmenter.close();
    expect(segments.map((segment) => picturesIn(segment).length)).toEqual([20, 10]);
  });

  it('a segment waits for its sound, and no longer than sound is behind its pictures, however late these are', () => {
    const { segmenter, segments, push } = start();
    for (let number = 0; number <= 48; number += 1) push(number, number % 48 === 0);
    const seenTicks = 180_000 + 9 * 90_000;
    segmenter.refresh(seenTicks);
    segmenter.refresh(seenTicks + (soundWaitMs - 1) * 90);
    expect(segments).toHaveLength(0);
    segmenter.refresh(seenTicks + (soundWaitMs + 1) * 90);
    expect(segments).toHaveLength(1);
  });

  it('a keyframe that does not come is missed before a segment is 3 s long', () => {
    const { segmenter, push } = start();
    push(0, true);
    expect(segmenter.lacksKeyframe(2.4 * 90_000)).toBe(false);
    expect(segmenter.lacksKeyframe(2.6 * 90_000)).toBe(true);
  });
});
