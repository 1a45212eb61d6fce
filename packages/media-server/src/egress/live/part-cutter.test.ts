import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AacLine } from '../sound/aac-line.ts';
import { PartCutter, type CutPart } from './part-cutter.ts';

const parameters = { sequenceParameters: Buffer.from('s'), pictureParameters: Buffer.from('p') };
const partMsMax = 350;
const segmentMs = 2000;

/** Sound that is there as soon as it is asked for. */
function createSound(): AacLine {
  return new AacLine({
    config: Buffer.alloc(2),
    encode: () => [Buffer.from('sound')],
    close: () => undefined,
  });
}

function cut(pictures: readonly { ms: number; keyframe: boolean }[]): CutPart[] {
  const parts: CutPart[] = [];
  const sound = createSound();
  const nowMs = 0;
  const cutter = new PartCutter({
    ...{ sound, partMsMax, segmentMs, now: () => nowMs },
    onPart: (part) => parts.push(part),
  });
  for (const { ms, keyframe } of pictures) {
    sound.padTo(ms * 48);
    cutter.push(ms * 90, { data: Buffer.from('x'), keyframe, parameters: keyframe ? parameters : null });
  }
  cutter.close();
  return parts;
}

const lengthMs = ({ startTicks, endTicks }: CutPart) => (endTicks - startTicks) / 90;

/** Pictures at this rate, a keyframe every two seconds. */
function show(framesPerSecond: number, seconds: number) {
  return Array.from({ length: framesPerSecond * seconds }, (_, index) => ({
    ms: Math.round((index * 1000) / framesPerSecond),
    keyframe: index % (2 * framesPerSecond) === 0,
  }));
}

describe('parts of a live stream', () => {
  it.each([10, 12, 15, 20, 24, 25, 30])(
    'HLS-3 at %i pictures a second parts are nearly as long as they may be, and segments two seconds',
    (rate) => {
      const parts = cut(show(rate, 8));
      const inner = parts.filter(({ last }) => !last);
      for (const part of inner) expect(lengthMs(part)).toBeGreaterThanOrEqual(0.84 * partMsMax);
      for (const part of parts) expect(lengthMs(part)).toBeLessThanOrEqual(partMsMax + 1);
      const begins = parts.filter(({ first }) => first).map(({ startTicks }) => startTicks / 90);
      expect(begins).toEqual([0, 2000, 4000, 6000]);
    },
  );

  it('HLS-3 no keyframe in between makes a segment longer than its target says', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 239 }), { maxLength: 12 }), (asked) => {
        const pictures = show(24, 10).map((picture, index) => ({
          ...picture,
          keyframe: picture.keyframe || asked.includes(index),
        }));
        const begins = cut(pictures).flatMap(({ first, startTicks }) => (first ? [startTicks / 90] : []));
        for (const [index, ms] of begins.slice(1).entries()) expect(ms - begins[index]!).toBeLessThan(2450);
      }),
      { numRuns: 50 },
    );
  });

  it('HLS-3 whatever comes, parts follow each other without gap, and segments begin with keyframes', () => {
    const steps = fc.array(fc.record({ stepMs: fc.integer({ min: 1, max: 900 }), keyframe: fc.boolean() }));
    fc.assert(
      fc.property(steps, (list) => {
        let ms = 0;
        const rest = list.map(({ stepMs, keyframe }) => ({ ms: (ms += stepMs), keyframe }));
        const parts = cut([{ ms: 0, keyframe: true }, ...rest]);
        const count = parts.reduce((sum, { video }) => sum + video.samples.length, 0);
        expect(count).toBe(list.length + 1);
        for (const [index, part] of parts.entries()) {
          expect(part.startTicks).toBe(parts[index - 1]?.endTicks ?? 0);
          expect(part.first).toBe(parts[index - 1]?.last ?? true);
          if (part.first) expect(part.independent).toBe(true);
        }
        expect(parts.at(-1)!.last).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('HLS-3 sound lies in the part of its time, and its frames follow each other', () => {
    const sounds = cut(show(24, 4)).map(({ sound }) => sound);
    for (const [index, { start }] of sounds.entries()) {
      const before = sounds[index - 1];
      if (before) expect(start).toBe(before.start + 1024 * before.samples.length);
      expect(Math.abs(start / 48 - (index * 1000) / 3)).toBeLessThan(22);
    }
  });

  it('a part waits for its sound, but not for sound that nobody sent', () => {
    const parts: CutPart[] = [];
    const sound = createSound();
    let nowMs = 0;
    const cutter = new PartCutter({
      ...{ sound, partMsMax, segmentMs, now: () => nowMs },
      onPart: (part) => parts.push(part),
    });
    for (const { ms, keyframe } of show(24, 1).slice(0, 17)) {
      nowMs = ms;
      cutter.push(ms * 90, { data: Buffer.from('x'), keyframe, parameters: keyframe ? parameters : null });
    }
    expect(parts).toHaveLength(1);
    nowMs = 667 + 150;
    cutter.refresh();
    expect(parts).toHaveLength(1);
    nowMs += 1;
    cutter.refresh();
    expect(parts).toHaveLength(2);
  });
});
