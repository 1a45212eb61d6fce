import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpusPause, opusSamples, opusVoice } from './packet.ts';

describe('Opus packets', () => {
  it('say how long they are (RFC 6716 section 3.1, table 2)', () => {
    expect(opusSamples(Uint8Array.of(0x78, 1))).toBe(960);
    expect(opusSamples(Uint8Array.of(3 << 3, 1))).toBe(2880);
    expect(opusSamples(Uint8Array.of(16 << 3, 1))).toBe(120);
    expect(opusSamples(Uint8Array.of((15 << 3) | 1, 1))).toBe(1920);
    expect(opusSamples(Uint8Array.of((31 << 3) | 3, 6))).toBe(5760);
  });

  it('are refused when they are empty, have no frames, or more than 120 ms', () => {
    expect(opusSamples(Uint8Array.of())).toBeNull();
    expect(opusSamples(Uint8Array.of(0x7b))).toBeNull();
    expect(opusSamples(Uint8Array.of(0x7b, 0))).toBeNull();
    expect(opusSamples(Uint8Array.of(0x7b, 7))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5 }), (bytes) => {
        const samples = opusSamples(bytes);
        if (samples !== null) {
          expect(samples).toBeGreaterThan(0);
          expect(samples).toBeLessThanOrEqual(5760);
        }
      }),
    );
  });

  it('tell whether the encoder heard a voice where SILK says so, and nothing where it does not', () => {
    expect(isOpusPause(Uint8Array.of(0x78))).toBe(true);
    expect(opusVoice(Uint8Array.of(0x78))).toBe(false);
    expect(opusVoice(Uint8Array.of(0x78, 0x80, 0, 0))).toBe(true);
    expect(opusVoice(Uint8Array.of(0x78, 0x7f, 0, 0))).toBe(false);
    expect(opusVoice(Uint8Array.of(2 << 3, 0x40, 0, 0))).toBe(true);
    expect(opusVoice(Uint8Array.of(31 << 3, 0x80, 0, 0))).toBeNull();
    expect(opusVoice(Uint8Array.of(0x79, 0x80, 0, 0))).toBeNull();
  });
});
