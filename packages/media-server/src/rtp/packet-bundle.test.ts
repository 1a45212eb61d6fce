import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bundleBytesMax, eachPacket, inBundles, writeBundle } from './packet-bundle.ts';

const read = (datagram: Buffer) => {
  const packets: Buffer[] = [];
  eachPacket(datagram, (packet) => packets.push(packet));
  return packets;
};
const packet = fc
  .uint8Array({ minLength: 12, maxLength: 1500 })
  .map((bytes) => Buffer.concat([Buffer.of(0x80), bytes]));

test('packets come out of a bundle as they went in, in their order', () => {
  fc.assert(
    fc.property(fc.array(packet, { minLength: 1, maxLength: 30 }), (packets) => {
      expect(read(writeBundle(packets))).toEqual(packets);
    }),
  );
});

test('however much there is, no bundle is too large for a datagram, and none is smaller than it could be', () => {
  const sizes = fc.array(fc.integer({ min: 13, max: 1500 }), { maxLength: 200 });
  fc.assert(
    fc.property(sizes, (lengths) => {
      const packets = lengths.map((length, index) => Buffer.alloc(length, 0x80 | (index & 0x7f)));
      const bundles = inBundles(packets);
      expect(bundles.flatMap(read)).toEqual(packets);
      expect(Math.max(0, ...bundles.map(({ length }) => length))).toBeLessThanOrEqual(bundleBytesMax);
      const bytes = packets.reduce((sum, { length }) => sum + length + 2, 0);
      expect(bundles.length).toBeLessThanOrEqual(Math.ceil(bytes / (bundleBytesMax - 1502)));
    }),
    { numRuns: 50 },
  );
});

test('a packet that is no bundle is itself', () => {
  fc.assert(
    fc.property(packet, (one) => {
      expect(read(one)).toEqual([one]);
    }),
  );
});

test('whatever is in a datagram, reading ends and gives nothing from outside', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const given = read(Buffer.from(bytes)).reduce((sum, one) => sum + one.length, 0);
      expect(given).toBeLessThanOrEqual(bytes.length);
    }),
  );
});

test('control: a bundle that is cut short loses its last packet only', () => {
  const packets = [Buffer.alloc(20, 0x80), Buffer.alloc(30, 0x81)];
  expect(read(writeBundle(packets).subarray(0, -1))).toEqual([packets[0]]);
});
