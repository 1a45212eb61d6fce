import { expect, test } from 'vitest';
import { editList, findBox, opusEntry, opusRoll, opusRollOf, preSkipOf, silenceOf } from './index.ts';

test('Opus in ISO BMFF §4.3 a description of mono tells its pre-skip, and is as every reader wants it', () => {
  const entry = opusEntry(312);
  expect(entry.toString('latin1', 4, 8)).toBe('Opus');
  expect([entry.readUInt32BE(0), entry.readUInt16BE(24), entry.readUInt32BE(32)]).toEqual([
    ...[entry.length, 1],
    48_000 * 0x1_0000,
  ]);
  const { start, end } = findBox(entry, ['dOps'], 36, entry.length);
  expect(entry.toString('hex', start, end)).toBe('0001013800' + '00bb80' + '0000' + '00');
  expect(preSkipOf(entry)).toBe(312);
  expect(() => preSkipOf(entry.subarray(0, 36))).toThrow('dOps');
});

test('§4.3.6.2 a decoder begins at least 80 ms before what is wanted, at every sample', () => {
  const roll = opusRoll();
  expect([roll.toString('latin1', 12, 16), roll.readUInt32BE(16), roll.readUInt32BE(20)]).toEqual([
    'roll',
    2,
    1,
  ]);
  expect(roll.readInt16BE(24)).toBeLessThanOrEqual(-4);
  const of = opusRollOf(150);
  expect([of.readUInt32BE(16), of.readUInt32BE(20), of.readUInt32BE(24)]).toEqual([1, 150, 1]);
});

test('ISO 14496-12 §8.6.6 a track is played from a time of its own on, at its own pace', () => {
  const list = editList(120, 5000);
  const { start } = findBox(list, ['edts', 'elst']);
  expect([list[start], list.readBigUInt64BE(start + 8), list.readBigUInt64BE(start + 16)]).toEqual([
    1,
    5000n,
    120n,
  ]);
  expect(list.readUInt32BE(start + 24)).toBe(0x1_0000);
});

test.each([
  ['aac', 512],
  ['opus', 60],
] as const)(
  'silence of %s is as long as it is asked for, within %i samples, and never too short to be none',
  (codec, half) => {
    for (let samples = -2000; samples < 8000; samples += 37) {
      const runs = silenceOf(codec, samples);
      const length = runs.reduce((sum, { samples: each, count }) => sum + each * count, 0);
      expect(Math.abs(length - Math.max(0, samples))).toBeLessThanOrEqual(half);
      expect(runs.every(({ count }) => count > 0)).toBe(true);
    }
  },
);
