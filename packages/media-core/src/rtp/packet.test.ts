import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRtp, serialiseRtp, type RtpPacket } from './packet.ts';

const bytes = (maxLength: number, minLength = 0) => fc.uint8Array({ minLength, maxLength });
const word = fc.nat(0xffff_ffff);
const oneByte = fc.record({ id: fc.integer({ min: 1, max: 14 }), data: bytes(16, 1) });
const twoByte = fc.record({ id: fc.integer({ min: 1, max: 255 }), data: bytes(255) });
const packets = fc
  .record({
    payloadType: fc.nat(127),
    marker: fc.boolean(),
    sequenceNumber: fc.nat(0xffff),
    timestamp: word,
    ssrc: word,
    payload: bytes(1200),
    csrcs: fc.array(word, { maxLength: 15 }),
    extensions: fc.oneof(fc.array(oneByte, { maxLength: 5 }), fc.array(twoByte, { maxLength: 3 })),
  })
  .map(({ csrcs, extensions, ...rest }): RtpPacket => ({
    ...rest,
    ...(csrcs.length > 0 ? { csrcs } : {}),
    ...(extensions.length > 0 ? { extensions } : {}),
  }));

describe('RTP packets', () => {
  it('come back as they were written, with sources and header extensions of both forms (RFC 3550, RFC 8285)', () => {
    fc.assert(
      fc.property(packets, (packet) => {
        expect(parseRtp(serialiseRtp(packet))).toEqual(packet);
      }),
    );
  });

  it('are read without padding, and not at all when padding or lengths do not add up', () => {
    const plain = serialiseRtp({
      payloadType: 111,
      marker: false,
      sequenceNumber: 1,
      timestamp: 2,
      ssrc: 3,
      payload: Uint8Array.of(1, 2, 3),
    });
    const padded = Uint8Array.from([...plain, 0, 0, 3]);
    padded[0] = 0xa0;
    expect(parseRtp(padded)?.payload).toEqual(Uint8Array.of(1, 2, 3));
    for (const size of [0, 7, 255]) {
      const wrong = padded.slice();
      wrong[wrong.length - 1] = size;
      expect(parseRtp(wrong)).toBeNull();
    }
    expect(parseRtp(plain.subarray(0, 11))).toBeNull();
    const sources = plain.slice();
    sources[0] = 0x8f;
    expect(parseRtp(sources)).toBeNull();
    const extension = plain.slice();
    extension[0] = 0x90;
    expect(parseRtp(extension)).toBeNull();
  });

  it('never throw and never give bytes that were not there, whatever arrives', () => {
    fc.assert(
      fc.property(bytes(80), fc.boolean(), (noise, honest) => {
        if (honest && noise.length > 0) noise[0] = 0x80 | ((noise[0] ?? 0) & 0x3f);
        const packet = parseRtp(noise);
        if (packet) expect(packet.payload.length).toBeLessThanOrEqual(noise.length - 12);
      }),
    );
  });
});
