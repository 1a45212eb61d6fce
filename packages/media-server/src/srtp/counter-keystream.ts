import { createCipheriv, createSecretKey } from 'node:crypto';
import type { SessionKeys } from './session-keys.ts';

const blocksMax = 64 * 96;
const counters = Buffer.alloc(blocksMax * 16);
const counterWords = new Uint32Array(counters.buffer, counters.byteOffset, blocksMax * 4);

/**
 * The key stream of AES in counter mode (RFC 3711 section 4.1.1) for several packets by one native call: the counter
 * blocks are written one after another and encrypted as ECB by a cipher that lives as long as the key.
 */
export class CounterKeystream {
  readonly #cipher;
  readonly #salt: Buffer;
  readonly #block = Buffer.alloc(16);
  readonly #blockWords = new Uint32Array(this.#block.buffer, this.#block.byteOffset, 4);
  #blocks = 0;

  constructor(keys: Pick<SessionKeys, 'key' | 'salt'>) {
    this.#cipher = createCipheriv('aes-128-ecb', createSecretKey(keys.key), null);
    this.#cipher.setAutoPadding(false);
    this.#salt = keys.salt;
  }

  /** Asks for the key stream of one more packet, from a block boundary on. */
  add(ssrc: number, rollover: number, sequence: number, bytes: number): void {
    const block = this.#block;
    block.writeUInt32BE(this.#salt.readUInt32BE(0), 0);
    block.writeUInt32BE((this.#salt.readUInt32BE(4) ^ ssrc) >>> 0, 4);
    block.writeUInt32BE((this.#salt.readUInt32BE(8) ^ rollover) >>> 0, 8);
    block.writeUInt16BE(this.#salt.readUInt16BE(12) ^ sequence, 12);
    block.writeUInt16BE(0, 14);
    const [first = 0, second = 0, third = 0, last = 0] = this.#blockWords;
    const blocks = (bytes + 15) >>> 4;
    let at = this.#blocks * 4;
    // The block number is the last two bytes; packets have fewer than 256 blocks. Little-endian machines only.
    for (let i = 0; i < blocks; i += 1, at += 4) {
      counterWords[at] = first;
      counterWords[at + 1] = second;
      counterWords[at + 2] = third;
      counterWords[at + 3] = last | (i << 24);
    }
    this.#blocks += blocks;
  }

  /** The key stream of all packets asked for since the last call, each beginning at a multiple of 16 bytes. */
  take(): Uint32Array {
    const stream = this.#cipher.update(counters.subarray(0, this.#blocks * 16));
    this.#blocks = 0;
    return new Uint32Array(stream.buffer, stream.byteOffset, stream.length >>> 2);
  }
}
