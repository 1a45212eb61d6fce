import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OpusLine } from './opus-line.ts';

/** 20 ms of fullband sound that says its number. */
const packet = (number: number) => Buffer.of(0xf8, 1, 2, number);
const packetSamples = 960;
const numberOf = (data: Buffer) => (data.length === 4 ? data[3] : null);
const pause = Buffer.of(0xf8);

describe('the packets of the mix as they are', () => {
  it('each stands within 1.25 ms of its time, once, and between them is silence, without a hole', () => {
    const steps = fc.array(fc.integer({ min: packetSamples, max: 20_000 }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (gaps) => {
        const line = new OpusLine();
        let start = 0;
        const starts = gaps.map((gap) => (start += gap));
        starts.forEach((at, number) => line.push(at, packet(number)));
        line.padTo(start + 5000);
        expect(line.encodedUntil).toBeGreaterThanOrEqual(start + 5000);
        const frames = line.takeBefore(Infinity);
        const ends = [0, ...frames.map((frame) => frame.start + frame.samples)];
        expect(frames.map((frame) => frame.start)).toEqual(ends.slice(0, -1));
        const sounding = frames.filter(({ data }) => numberOf(data) !== null);
        expect(sounding.map(({ data }) => numberOf(data))).toEqual(starts.map((_, number) => number));
        for (const [number, frame] of sounding.entries())
          expect(Math.abs(frame.start - (starts[number] ?? 0))).toBeLessThanOrEqual(60);
      }),
      { numRuns: 50 },
    );
  });

  it('what comes after its time was filled is left out; a pause is silence; what is no packet is nothing', () => {
    const line = new OpusLine();
    line.push(4800, packet(1));
    line.push(0, packet(2));
    line.push(5760, pause);
    line.push(6720, Buffer.alloc(0));
    line.push(6720, packet(3));
    const frames = line.takeBefore(Infinity);
    expect(frames.map(({ data }) => numberOf(data)).filter((number) => number !== null)).toEqual([1, 3]);
    expect(frames.map(({ start }) => start)).toEqual([0, 960, 1920, 2880, 3840, 4800, 5760, 6720]);
    expect(frames[6]?.data.toString('hex')).toBe('f8fffe');
  });

  it('frames that begin before a time are given once', () => {
    const line = new OpusLine();
    line.padTo(48_000);
    expect(line.takeBefore(10_000).at(-1)?.start).toBe(9600);
    expect(line.takeBefore(Infinity)[0]?.start).toBe(10_560);
    line.close();
  });
});
