import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MissingPackets } from './missing-packets.ts';

test('exactly the packets that did not come are asked for, once they had time to be overtaken', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 98 }), { maxLength: 30 }), (lost) => {
      const missing = new MissingPackets();
      for (let n = 0; n < 100; n += 1) if (!lost.includes(n)) missing.arrived(65_500 + n, 0);
      expect(missing.due(5, 0)).toEqual([]);
      expect(missing.due(20, 0)).toEqual(lost.sort((a, b) => a - b).map((n) => (65_500 + n) & 0xffff));
      expect(missing.due(25, 0)).toEqual([]);
    }),
  );
});

test('a packet that came late or was repeated is not asked for again', () => {
  const missing = new MissingPackets();
  missing.arrived(1, 0);
  missing.arrived(3, 0);
  missing.arrived(2, 5);
  expect(missing.due(20, 0)).toEqual([]);
});

test('what did not come within a second is given up, and said so', () => {
  const missing = new MissingPackets();
  missing.arrived(1, 0);
  missing.arrived(3, 0);
  let asked = 0;
  for (let at = 0; at < 1500; at += 20) asked += missing.due(at, 0).length;
  expect(asked).toBeGreaterThan(2);
  expect(asked).toBeLessThanOrEqual(8);
  expect(missing.givenUp).toBe(true);
  expect(missing.size).toBe(0);
});

test('a gap beyond repair asks for nothing, and memory stays bounded', () => {
  const missing = new MissingPackets();
  missing.arrived(1, 0);
  missing.arrived(5000, 0);
  expect(missing.size).toBe(0);
  expect(missing.givenUp).toBe(true);
});
