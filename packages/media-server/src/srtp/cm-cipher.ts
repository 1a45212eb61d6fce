import { timingSafeEqual } from 'node:crypto';
import { CounterKeystream } from './counter-keystream.ts';
import { HmacSha1 } from './hmac-sha1.ts';
import type { PacketCipher, PacketNumbers } from './packet-cipher.ts';
import type { PacketSlots } from './packet-slots.ts';
import type { SessionKeys } from './session-keys.ts';

const tagBytes = 10;
const scratch = Buffer.alloc(HmacSha1.padBytes + 65_536 + 4);
const expected = Buffer.alloc(tagBytes);

/** AES_CM_128_HMAC_SHA1_80 (RFC 3711). */
export class CmCipher implements PacketCipher {
  readonly tagBytes = tagBytes;
  readonly pad: Buffer;
  readonly #keystream: CounterKeystream;
  readonly #hmac: HmacSha1;

  constructor(keys: SessionKeys) {
    this.#keystream = new CounterKeystream(keys);
    this.#hmac = new HmacSha1(keys.auth);
    this.pad = this.#hmac.innerPad;
  }

  seal(slots: PacketSlots, first: number, count: number): void {
    for (let i = 0; i < count; i += 1) {
      const slot = (first + i) % slots.count;
      const bytes = (slots.end[slot] ?? 0) - (slots.body[slot] ?? 0);
      this.#keystream.add(slots.ssrc[slot] ?? 0, slots.rollover[slot] ?? 0, slots.sequence[slot] ?? 0, bytes);
    }
    const stream = this.#keystream.take();
    let from = 0;
    for (let i = 0; i < count; i += 1) {
      const slot = (first + i) % slots.count;
      const body = slots.body[slot] ?? 0;
      const end = slots.end[slot] ?? 0;
      const words = (end - body + 3) >>> 2;
      const at = body >>> 2;
      for (let w = 0; w < words; w += 1) {
        slots.words[at + w] = (slots.words[at + w] ?? 0) ^ (stream[from + w] ?? 0);
      }
      from += ((end - body + 15) >>> 4) << 2;
      slots.bytes.writeUInt32BE(slots.rollover[slot] ?? 0, end);
      const start = slots.start(slot);
      this.#hmac.tag80(slots.bytes.subarray(start - HmacSha1.padBytes, end + 4), slots.bytes, end);
    }
  }

  open(packet: Buffer, body: number, { ssrc, rollover, sequence }: PacketNumbers): number {
    const end = packet.length - tagBytes;
    if (end < body) return -1;
    this.#hmac.innerPad.copy(scratch);
    packet.copy(scratch, HmacSha1.padBytes, 0, end);
    scratch.writeUInt32BE(rollover, HmacSha1.padBytes + end);
    this.#hmac.tag80(scratch.subarray(0, HmacSha1.padBytes + end + 4), expected, 0);
    if (!timingSafeEqual(expected, packet.subarray(end))) return -1;
    this.#keystream.add(ssrc, rollover, sequence, end - body);
    const stream = this.#keystream.take();
    const bytes = new Uint8Array(stream.buffer, stream.byteOffset, end - body);
    for (let i = 0; i < bytes.length; i += 1) packet[body + i] = (packet[body + i] ?? 0) ^ (bytes[i] ?? 0);
    return end;
  }
}
