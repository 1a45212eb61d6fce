import { serialiseRtp } from '@cloudmeet/media-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeAudioLevel, leveledHeaderBytes } from '../rtp/audio-level.ts';
import { readUplinkPacket } from './sound-packet.ts';

const header = { payloadType: 111, marker: false, sequenceNumber: 7, timestamp: 4_000_000_000, ssrc: 9 };
const payload = Uint8Array.of(0xf8, 1, 2, 3);
const plain = Buffer.from(serialiseRtp({ ...header, payload }));

describe('packets of sound from edges', () => {
  it('are read with what their senders say of their loudness', () => {
    const leveled = Buffer.concat([plain.subarray(0, 12), Buffer.alloc(leveledHeaderBytes - 12), payload]);
    writeAudioLevel(leveled, 0x80 | 35);
    const read = readUplinkPacket(leveled);
    expect(read).toMatchObject({ uplink: 9, sequenceNumber: 7, timestamp: 4_000_000_000, saidDbov: -35 });
    expect([...(read?.payload ?? [])]).toEqual([...payload]);
  });

  it('are read without it, and with any other extension', () => {
    expect(readUplinkPacket(plain)).toMatchObject({ uplink: 9, saidDbov: undefined });
    const extensions = [{ id: 5, data: Uint8Array.of(1, 2, 3) }];
    const other = readUplinkPacket(Buffer.from(serialiseRtp({ ...header, extensions, payload })));
    expect([...(other?.payload ?? [])]).toEqual([...payload]);
    expect(other?.saidDbov).toBeUndefined();
  });

  it('are not read where they are something else, and nothing that comes throws', () => {
    expect(readUplinkPacket(Buffer.from(serialiseRtp({ ...header, payloadType: 96, payload })))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => void readUplinkPacket(Buffer.from(bytes))),
    );
  });
});
