import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Vp8Depacketiser } from './depacketise-vp8.ts';
import { packetiseVp8 } from './packetise-vp8.ts';

const frame = fc.uint8Array({ minLength: 1, maxLength: 6000 }).map((bytes) => Buffer.from(bytes));

describe('VP8 in RTP', () => {
  it('RFC 7741 §4 a frame comes out as it went in, no payload above the limit, all equal but for the last', () => {
    fc.assert(
      fc.property(frame, fc.nat(0x7fff), fc.integer({ min: 50, max: 1200 }), (data, picture, most) => {
        const payloads = packetiseVp8(data, picture, most);
        const depacketiser = new Vp8Depacketiser();
        for (const payload of payloads) depacketiser.push(payload);
        expect(depacketiser.take()?.data.equals(data)).toBe(true);
        expect(new Set(payloads.slice(0, -1).map(({ length }) => length)).size).toBeLessThanOrEqual(1);
        expect(Math.max(...payloads.map(({ length }) => length))).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('RFC 7741 §4.2 descriptors of every length are left out of the frame', () => {
    const body = [5, 6, 7];
    const descriptors = [
      [0x10],
      [0x90, 0x80, 0x11],
      [0x90, 0x80, 0x91, 0x11],
      [0x90, 0xe0, 0x91, 0x11, 0x22, 0x33],
      [0x90, 0x30, 0x33],
    ];
    for (const descriptor of descriptors) {
      const depacketiser = new Vp8Depacketiser();
      depacketiser.push(Buffer.from([...descriptor, ...body]));
      expect([...depacketiser.take()!.data]).toEqual(body);
    }
  });

  it('RFC 6386 §9.1 a keyframe is known by its tag and start code, not by its tag alone', () => {
    const depacketiser = new Vp8Depacketiser();
    const read = (bytes: number[]) => {
      depacketiser.push(Buffer.from([0x10, ...bytes]));
      return depacketiser.take()!.keyframe;
    };
    expect(read([0, 0, 0, 0x9d, 0x01, 0x2a, 0, 5, 0, 3])).toBe(true);
    expect(read([0, 0, 0, 0x9d, 0x01, 0x2b, 0, 5, 0, 3])).toBe(false);
    expect(read([1, 0, 0, 0x9d, 0x01, 0x2a, 0, 5, 0, 3])).toBe(false);
  });

  it('a frame without its first packet is no frame', () => {
    const depacketiser = new Vp8Depacketiser();
    for (const payload of packetiseVp8(Buffer.alloc(5000, 1), 3, 1168).slice(1)) depacketiser.push(payload);
    expect(depacketiser.take()).toBeNull();
  });

  it('whatever comes, nothing is thrown and the next whole frame is read', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 8 }), (garbage) => {
        const depacketiser = new Vp8Depacketiser();
        for (const payload of garbage) depacketiser.push(Buffer.from(payload));
        depacketiser.take();
        for (const payload of packetiseVp8(Buffer.from([1, 2, 3]), 9, 1168)) depacketiser.push(payload);
        expect([...depacketiser.take()!.data]).toEqual([1, 2, 3]);
      }),
    );
  });
});
