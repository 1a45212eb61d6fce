import fc from 'fast-check';
import { expect, test } from 'vitest';
import { audioLevelOf, leveledHeaderBytes, writeAudioLevel } from './audio-level.ts';
import { readRtp, writeRtpHeader } from './rtp-packet.ts';

test('a level comes out as it was written, and the packet stays one of RTP with its payload', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), fc.uint8Array({ maxLength: 200 }), (level, payload) => {
      const packet = Buffer.alloc(leveledHeaderBytes + payload.length);
      writeRtpHeader(packet, { payloadType: 111, marker: false, sequence: 7, timestamp: 8, ssrc: 9 });
      packet.set(payload, leveledHeaderBytes);
      writeAudioLevel(packet, level);
      expect(audioLevelOf(packet)).toBe(level & 0x7f);
      expect(readRtp(packet)).toMatchObject({ sequence: 7, timestamp: 8, ssrc: 9 });
      expect(readRtp(packet)?.payload.equals(payload)).toBe(true);
    }),
  );
});

test('a packet that says nothing of its level has none, whatever its bytes are', () => {
  const plain = Buffer.alloc(60, 0x90);
  writeRtpHeader(plain, { payloadType: 111, marker: false, sequence: 1, timestamp: 2, ssrc: 3 });
  expect(audioLevelOf(plain)).toBeNull();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const level = audioLevelOf(Buffer.from(bytes));
      expect(level === null || (level >= 0 && level < 128)).toBe(true);
    }),
  );
});
