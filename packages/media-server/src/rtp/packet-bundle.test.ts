import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachPacket, writeBundle } from './packet-bundle.ts';

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
