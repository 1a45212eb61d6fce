import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { H264Depacketiser } from './depacketise-h264.ts';
import { startCode, splitUnits, unitTypes } from './h264-units.ts';
import { packetiseH264 } from './packetise-h264.ts';

/** A unit without start codes in it and without zeros at its end, as encoders make them. */
const unit = (types: readonly number[], bytesMax: number) =>
  fc
    .tuple(fc.constantFrom(...types), fc.uint8Array({ maxLength: bytesMax }))
    .map(([type, body]) => Buffer.from([0x60 | type, ...body.map((byte) => byte | 1)]));
const parameterSets = fc.tuple(unit([unitTypes.parameters], 30), unit([unitTypes.pictureParameters], 10));
const accessUnit = fc
  .tuple(fc.option(parameterSets), fc.array(unit([1, unitTypes.idr], 4000), { minLength: 1, maxLength: 3 }))
  .map(([sets, slices]) => [...(sets ?? []), ...slices]);
const payloadBytesMax = fc.integer({ min: 100, max: 1200 });

const toStream = (units: readonly Buffer[]) => Buffer.concat(units.flatMap((one) => [startCode, one]));

describe('H264 in RTP', () => {
  it('RFC 6184 §5.6 to §5.8 an access unit comes out as it went in, no payload above the limit', () => {
    fc.assert(
      fc.property(accessUnit, payloadBytesMax, (units, most) => {
        const payloads = packetiseH264(toStream(units), most);
        const depacketiser = new H264Depacketiser();
        for (const payload of payloads) {
          expect(payload.length).toBeLessThanOrEqual(most);
          depacketiser.push(payload);
        }
        const frame = depacketiser.take()!;
        expect(frame.data.equals(toStream(units))).toBe(true);
        expect(frame.keyframe).toBe(units.some((one) => (one[0]! & 31) === unitTypes.idr));
      }),
    );
  });

  it('fragments of a unit are equal in size but for the last, so that one system call can send them', () => {
    const payloads = packetiseH264(toStream([Buffer.alloc(50_001, 0x65)]), 1168);
    const sizes = new Set(payloads.slice(0, -1).map(({ length }) => length));
    expect(sizes.size).toBe(1);
    expect(payloads.at(-1)!.length).toBeLessThanOrEqual([...sizes][0]!);
  });

  it('a frame that lost a fragment is no frame', () => {
    fc.assert(
      fc.property(fc.nat(40), (lost) => {
        const payloads = packetiseH264(toStream([Buffer.alloc(40_000, 0x65)]), 1168);
        const depacketiser = new H264Depacketiser();
        for (const [index, payload] of payloads.entries())
          if (index !== lost % payloads.length) depacketiser.push(payload);
        // Only the number of a packet tells that one in the middle is missing; the first and the last show.
        const visible = lost % payloads.length === 0 || lost % payloads.length === payloads.length - 1;
        expect(depacketiser.take() === null).toBe(visible);
      }),
    );
  });

  it('whatever comes, nothing is thrown and the next whole frame is read', () => {
    const good = toStream([Buffer.from([0x65, 1, 2, 3])]);
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 8 }), (garbage) => {
        const depacketiser = new H264Depacketiser();
        for (const payload of garbage) depacketiser.push(Buffer.from(payload));
        depacketiser.take();
        for (const payload of packetiseH264(good, 1168)) depacketiser.push(payload);
        expect(depacketiser.take()?.data.equals(good)).toBe(true);
      }),
    );
  });

  it.each([
    ['an aggregate whose unit reaches beyond it', [24, 0, 9, 0x65]],
    ['an aggregate with an empty unit', [24, 0, 0]],
    ['a fragment without its begin', [28, 0x05, 1]],
    ['a type of the interleaved mode', [25, 0, 1, 0x65]],
  ])('refuses %s', (_, bytes) => {
    const depacketiser = new H264Depacketiser();
    depacketiser.push(Buffer.from(bytes));
    expect(depacketiser.take()).toBeNull();
  });

  it('start codes of three and four bytes are both read, and delimiters are not sent', () => {
    const stream = Buffer.from([0, 0, 0, 1, 9, 16, 0, 0, 1, 0x65, 7, 0, 0, 0, 1, 0x41, 8]);
    expect(splitUnits(stream).map((one) => [...one])).toEqual([
      [9, 16],
      [0x65, 7],
      [0x41, 8],
    ]);
    expect(packetiseH264(stream, 1168).map((one) => one[0])).toEqual([0x65, 0x41]);
  });
});
