import { hash } from 'node:crypto';

const blockBytes = 64;
const initial = Int32Array.of(0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0);
const schedule = new Int32Array(80);

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function expand(): void {
  for (let i = 16; i < 80; i += 1) {
    schedule[i] = rotate(
      (schedule[i - 3] ?? 0) ^ (schedule[i - 8] ?? 0) ^ (schedule[i - 14] ?? 0) ^ (schedule[i - 16] ?? 0),
      1,
    );
  }
}

/** One block of SHA-1 (FIPS 180-4 section 6.1.2): the block stands in `schedule`, `state` is changed. */
function compress(state: Int32Array): void {
  expand();
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  let e = state[4] ?? 0;
  for (let i = 0; i < 80; i += 1) {
    const mixed =
      i < 20
        ? ((b & c) | (~b & d)) + 0x5a827999
        : i < 40
          ? (b ^ c ^ d) + 0x6ed9eba1
          : i < 60
            ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
            : (b ^ c ^ d) + 0xca62c1d6;
    const next = (rotate(a, 5) + mixed + e + (schedule[i] ?? 0)) | 0;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  state[0] = ((state[0] ?? 0) + a) | 0;
  state[1] = ((state[1] ?? 0) + b) | 0;
  state[2] = ((state[2] ?? 0) + c) | 0;
  state[3] = ((state[3] ?? 0) + d) | 0;
  state[4] = ((state[4] ?? 0) + e) | 0;
}

/**
 * HMAC-SHA1 (RFC 2104) of short messages with one key, at the price of one native hash call: the caller keeps
 * `innerPad` in front of the message, so that the inner hash is one call over both; the outer hash is a single block
 * whose first half is computed once, here. Node's own Hmac objects cost several times as much per packet.
 */
export class HmacSha1 {
  static readonly padBytes = blockBytes;
  readonly innerPad = Buffer.alloc(blockBytes, 0x36);
  readonly #outer = Int32Array.from(initial);
  readonly #state = new Int32Array(5);

  /** `key`: at most 64 bytes. */
  constructor(key: Buffer) {
    const outerPad = Buffer.alloc(blockBytes, 0x5c);
    for (let i = 0; i < key.length; i += 1) {
      this.innerPad[i] = 0x36 ^ (key[i] ?? 0);
      outerPad[i] = 0x5c ^ (key[i] ?? 0);
    }
    for (let i = 0; i < 16; i += 1) schedule[i] = outerPad.readInt32BE(i * 4);
    compress(this.#outer);
  }

  /** Writes the first 10 bytes of the tag of a message that stands behind the inner pad, both in `padded`. */
  tag80(padded: Uint8Array, into: Buffer, at: number): void {
    const inner = hash('sha1', padded, 'binary');
    for (let i = 0; i < 5; i += 1) {
      const c = i * 4;
      schedule[i] =
        (inner.charCodeAt(c) << 24) |
        (inner.charCodeAt(c + 1) << 16) |
        (inner.charCodeAt(c + 2) << 8) |
        inner.charCodeAt(c + 3);
    }
    schedule[5] = 0x80000000 | 0;
    schedule.fill(0, 6, 15);
    schedule[15] = (blockBytes + 20) * 8;
    this.#state.set(this.#outer);
    compress(this.#state);
    into.writeInt32BE(this.#state[0] ?? 0, at);
    into.writeInt32BE(this.#state[1] ?? 0, at + 4);
    into.writeInt16BE((this.#state[2] ?? 0) >> 16, at + 8);
  }
}
