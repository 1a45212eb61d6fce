import fc from 'fast-check';
import { RtcpPacketConverter } from 'werift';
import { expect, test } from 'vitest';
import { readRtcp } from './read-rtcp.ts';
import {
  estimatePacket,
  nackPacket,
  ntpMiddleOf,
  pictureLost,
  receiverReport,
  senderReport,
  sourceNames,
} from './write-rtcp.ts';

const block = {
  ssrc: 7,
  fractionLost: 0.25,
  cumulativeLost: -3,
  highestSequence: 0x0001_0203,
  jitter: 55,
  lastReport: 0xaabbccdd,
  delaySinceLastReport: 65_536,
};

test('reports come back as they were written', () => {
  const sender = { ssrc: 1, unixMs: 1_800_000_000_250, timestamp: 99, packets: 5, octets: 600 };
  expect(readRtcp(Buffer.concat([senderReport(sender, [block]), receiverReport(2, [block])]))).toEqual([
    { t: 'sender-report', ssrc: 1, ntpMiddle: ntpMiddleOf(1_800_000_000_250), packets: 5, octets: 600 },
    { t: 'report', block },
    { t: 'report', block },
  ]);
});

test('any set of lost packets comes back in order, over the wrap too', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 65_535 }),
      fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 100 }),
      (first, steps) => {
        const lost = steps.sort((a, b) => a - b).map((step) => (first + step) & 0xffff);
        expect(readRtcp(nackPacket(1, 2, lost))).toEqual([{ t: 'nack', ssrc: 2, lost }]);
      },
    ),
  );
});

test('an estimate comes back within the precision of its format', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (bitsPerSecond) => {
      const [event] = readRtcp(estimatePacket(1, bitsPerSecond, [2, 3]));
      const read = event?.t === 'estimate' ? event.bitsPerSecond : -1;
      expect(read).toBeLessThanOrEqual(bitsPerSecond);
      expect(read).toBeGreaterThanOrEqual(bitsPerSecond * (1 - 2 ** -17));
    }),
  );
});

test('werift reads what is written here', () => {
  const compound = Buffer.concat([
    senderReport({ ssrc: 1, unixMs: 1, timestamp: 2, packets: 3, octets: 4 }, [block]),
    sourceNames([1, 2], 'abcdef'),
    nackPacket(1, 2, [5, 6, 40]),
    pictureLost(1, 2),
    estimatePacket(1, 500_000, [2]),
  ]);
  expect(RtcpPacketConverter.deSerialize(compound).map((packet) => packet.type)).toEqual([
    200, 202, 205, 206, 206,
  ]);
});

test('no bytes make reading throw', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom(200, 201, 203, 205, 206),
      (noise, type) => {
        const packet = Buffer.from(noise);
        if (packet.length >= 4) {
          packet[0] = 0x80 | ((packet[0] ?? 0) & 0x1f);
          packet[1] = type;
          packet.writeUInt16BE(Math.floor(packet.length / 4) - 1, 2);
        }
        expect(Array.isArray(readRtcp(packet))).toBe(true);
      },
    ),
  );
});
