import fc from 'fast-check';
import { expect, test } from 'vitest';
import { box, findBox, fullBox, mediaBox, movieHeader, readBoxes, trackHeader, u32 } from './index.ts';

const name = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 4, maxLength: 4 });

test('ISO 14496-12 §4.2 what was written is read again, box by box', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.uint8Array({ maxLength: 40 })), { maxLength: 6 }), (parts) => {
      const data = Buffer.concat(parts.map(([what, content]) => box(what, content)));
      const read = readBoxes(data).map((one) => [
        one.name,
        new Uint8Array(data.subarray(one.start, one.end)),
      ]);
      expect(read).toEqual(parts.map(([what, content]) => [what, content]));
    }),
  );
});

test('boxes that do not add up, and paths that lead nowhere, are named', () => {
  const data = box('moov', box('trak', u32(1)));
  expect(findBox(data, ['moov', 'trak']).end).toBe(data.length);
  expect(() => readBoxes(data, 0, data.length - 1)).toThrow('do not add up');
  expect(() => readBoxes(Buffer.from('00000003', 'hex'))).toThrow('do not add up');
  expect(() => findBox(data, ['moov', 'mdia'])).toThrow('moov/mdia');
});

test('§8.2.2 a file whose length is known has long times, one that still grows has short empty ones', () => {
  const span = { madeAtMs: Date.UTC(2026, 0, 1), duration: 90_061 };
  const long = movieHeader(span, 4);
  expect([long[8], long.readBigUInt64BE(12), long.readBigUInt64BE(32)]).toEqual([
    1,
    BigInt(span.madeAtMs / 1000 + 2_082_844_800),
    90_061n,
  ]);
  const short = movieHeader(null, 3);
  expect([short[8], short.readUInt32BE(12), short.readUInt32BE(24)]).toEqual([0, 0, 0]);
  expect(long.length - short.length).toBe(12);
  expect([long.readUInt32BE(long.length - 4), short.readUInt32BE(short.length - 4)]).toEqual([4, 3]);
});

test('§8.3.2 a track that others refer to is in the movie and not played', () => {
  const place = { id: 3, span: null, size: null, isSound: false };
  expect(trackHeader(place)[11]).toBe(3);
  expect(trackHeader({ ...place, isEnabled: false })[11]).toBe(2);
});

test('§8.4 each kind of track has the header of its kind, and its table', () => {
  const headers = [
    ['vide', 'vmhd'],
    ['soun', 'smhd'],
    ['text', 'gmhd'],
  ] as const;
  for (const [handler, header] of headers) {
    const table = box('stbl', fullBox('stsd', 0, 0, u32(0)));
    const media = mediaBox({ handler, timescale: 1000, span: null, table });
    expect(findBox(media, ['mdia', 'minf', header]).name).toBe(header);
    const kind = findBox(media, ['mdia', 'hdlr']);
    expect(media.toString('latin1', kind.start + 8, kind.start + 12)).toBe(handler);
    const found = findBox(media, ['mdia', 'minf', 'stbl']);
    expect(media.subarray(found.start - 8, found.end)).toEqual(table);
  }
});
