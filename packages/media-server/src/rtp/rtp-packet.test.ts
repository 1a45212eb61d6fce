import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRtp, rtpHeaderBytes, writeRtpHeader } from './rtp-packet.ts';

const header = fc.record({
  payloadType: fc.nat(127),
  marker: fc.boolean(),
  sequence: fc.nat(0xffff),
  timestamp: fc.nat(0xffffffff),
  ssrc: fc.nat(0xffffffff),
});

describe('RTP packets', () => {
  it('RFC 3550 §5.1 what was written is read back', () => {
    fc.assert(
      fc.property(header, fc.uint8Array({ maxLength: 40 }), (written, payload) => {
        const datagram = Buffer.concat([Buffer.alloc(rtpHeaderBytes), payload]);
        writeRtpHeader(datagram, written);
        const { payload: read, ...rest } = readRtp(datagram)!;
        expect(rest).toEqual(written);
        expect([...read]).toEqual([...payload]);
      }),
    );
  });

  it('RFC 3550 §5.1 and §5.3.1 contributing sources, extension and padding are no payload', () => {
    const datagram = Buffer.from([
      ...[0xb1, 0x60, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3],
      ...[9, 9, 9, 9],
      ...[0xbe, 0xde, 0, 1, 7, 7, 7, 7],
      ...[42, 43, 0, 0, 3],
    ]);
    expect([...readRtp(datagram)!.payload]).toEqual([42, 43]);
  });

  it('whatever arrives is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const packet = readRtp(Buffer.from(bytes));
        expect(packet === null || packet.payload.length <= bytes.length).toBe(true);
      }),
    );
  });

  it.each([
    ['another version', [0x40, 96, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3]],
    ['an extension that is cut off', [0x90, 96, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0xbe, 0xde, 0, 9]],
    ['more padding than packet', [0xa0, 96, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 200]],
    ['sources that are cut off', [0x8f, 96, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3]],
  ])('refuses %s', (_, bytes) => {
    expect(readRtp(Buffer.from(bytes))).toBeNull();
  });
});
