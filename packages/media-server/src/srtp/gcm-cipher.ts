import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import type { PacketCipher, PacketNumbers } from './packet-cipher.ts';
import type { PacketSlots } from './packet-slots.ts';
import type { SessionKeys } from './session-keys.ts';

const tagBytes = 16;
const nonce = Buffer.alloc(12);

/** AEAD_AES_128_GCM (RFC 7714 section 8). */
export class GcmCipher implements PacketCipher {
  readonly tagBytes = tagBytes;
  readonly pad = null;
  readonly #key: KeyObject;
  readonly #salt: Buffer;

  constructor(keys: SessionKeys) {
    this.#key = createSecretKey(keys.key);
    this.#salt = keys.salt;
  }

  seal(slots: PacketSlots, first: number, count: number): void {
    for (let i = 0; i < count; i += 1) {
      const slot = (first + i) % slots.count;
      const body = slots.body[slot] ?? 0;
      const end = slots.end[slot] ?? 0;
      this.#nonce(slots.ssrc[slot] ?? 0, slots.rollover[slot] ?? 0, slots.sequence[slot] ?? 0);
      const cipher = createCipheriv('aes-128-gcm', this.#key, nonce);
      cipher.setAAD(slots.bytes.subarray(slots.start(slot), body));
      cipher.update(slots.bytes.subarray(body, end)).copy(slots.bytes, body);
      cipher.final();
      cipher.getAuthTag().copy(slots.bytes, end);
    }
  }

  open(packet: Buffer, body: number, { ssrc, rollover, sequence }: PacketNumbers): number {
    const end = packet.length - tagBytes;
    if (end < body) return -1;
    this.#nonce(ssrc, rollover, sequence);
    const cipher = createDecipheriv('aes-128-gcm', this.#key, nonce);
    cipher.setAAD(packet.subarray(0, body));
    cipher.setAuthTag(packet.subarray(end));
    const plain = cipher.update(packet.subarray(body, end));
    try {
      cipher.final();
    } catch {
      // This is how Node says that the tag is wrong.
      return -1;
    }
    plain.copy(packet, body);
    return end;
  }

  /** RFC 7714 section 8.1: two zero bytes, SSRC, rollover counter, sequence number; the salt over it. */
  #nonce(ssrc: number, rollover: number, sequence: number): void {
    const salt = this.#salt;
    nonce.writeUInt16BE(salt.readUInt16BE(0), 0);
    nonce.writeUInt32BE((salt.readUInt32BE(2) ^ ssrc) >>> 0, 2);
    nonce.writeUInt32BE((salt.readUInt32BE(6) ^ rollover) >>> 0, 6);
    nonce.writeUInt16BE(salt.readUInt16BE(10) ^ sequence, 10);
  }
}
