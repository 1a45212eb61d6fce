import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AacEncoder } from './aac-encoder.ts';
import { AacLine } from './aac-line.ts';

/** An encoder whose frames are what it was given, two frames late, as the real one's are. */
function createEchoEncoder(): AacEncoder {
  const held: Buffer[] = [Buffer.alloc(0)];
  let given = 0;
  return {
    config: Buffer.alloc(2),
    encode: (samples) => {
      held.push(Buffer.from(new Float32Array(samples).buffer));
      given += 1;
      return given < 2 ? [] : held.splice(0, 1);
    },
    close: () => undefined,
  };
}

const frameOf = (data: Uint8Array) => new Float32Array(data.buffer, data.byteOffset, data.length / 4);

/** What was put in sounds like itself. */
const asItIs = { of: frameOf, close: () => undefined };
const createLine = () => new AacLine(createEchoEncoder(), asItIs);

/** The whole line, sample by sample. */
function lineOf(line: AacLine, end: number): number[] {
  line.padTo(end);
  const frames = line.takeBefore(Infinity);
  expect(frames.every(({ start }, index) => start === index * 1024)).toBe(true);
  return frames.flatMap(({ data }) => [...frameOf(data)]).slice(0, end);
}

const packet = (start: number) =>
  Buffer.from(Float32Array.from({ length: 960 }, (_, index) => 1 + start + index).buffer);

describe('the sound of an output', () => {
  it('every sample stands at its time, and silence where nothing came', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(40), { maxLength: 30 }), (slots) => {
        const line = createLine();
        for (const slot of slots.toSorted((a, b) => a - b)) line.push(slot * 960, packet(slot * 960));
        const end = 41 * 960;
        const expected = Array.from({ length: end }, (_, at) =>
          slots.includes(Math.floor(at / 960)) ? 1 + at : 0,
        );
        expect(lineOf(line, end)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('what comes after its time was filled is left out; what follows is in its place', () => {
    const line = createLine();
    line.push(0, packet(0));
    line.push(4 * 960, packet(4 * 960));
    line.push(960, packet(960));
    line.push(5 * 960, packet(5 * 960));
    const samples = lineOf(line, 6 * 960);
    expect(samples[960]).toBe(0);
    expect(samples[5 * 960]).toBe(1 + 5 * 960);
  });

  it('frames begin with the first sample and are given once', () => {
    const line = createLine();
    line.push(0, packet(0));
    line.padTo(10_000);
    const first = line.takeBefore(5000);
    const rest = line.takeBefore(Infinity);
    expect(frameOf(first[0]!.data)[0]).toBe(1);
    expect(rest[0]!.start).toBe(first.at(-1)!.start + 1024);
  });
});
