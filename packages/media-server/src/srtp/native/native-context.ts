import type { PacketNumbers } from '../packet-cipher.ts';
import type { NativeMemory } from './native-memory.ts';
import type { NativeFunctions } from './openssl.ts';

export function check(worked: number, what: string): void {
  if (worked !== 1) throw new Error(`OpenSSL refused ${what}`);
}

/** A context that keeps its key, for one direction; the nonce is set for each packet. */
export function newContext(
  memory: NativeMemory,
  init: NativeFunctions['cipherInit'],
  cipher: number,
  key: Buffer,
): number {
  const { cipherNew, addressOf } = memory.functions;
  const context = cipherNew();
  check(init(context, cipher, 0, addressOf(key), memory.nonceAt), 'a key');
  return context;
}

/** The salt of a key over what is different in each packet (RFC 3711 section 4.1.1, RFC 7714 section 8.1). */
export class PacketNonce {
  readonly #into: DataView;
  readonly #salt: DataView;

  constructor(memory: NativeMemory, salt: Buffer) {
    this.#into = memory.nonce;
    this.#salt = new DataView(salt.buffer, salt.byteOffset, salt.length);
  }

  /** A counter block of AES-CM. */
  counter({ ssrc, rollover, sequence }: PacketNumbers): void {
    const salt = this.#salt;
    this.#into.setUint32(0, salt.getUint32(0));
    this.#into.setUint32(4, salt.getUint32(4) ^ ssrc);
    this.#into.setUint32(8, salt.getUint32(8) ^ rollover);
    this.#into.setUint32(12, (salt.getUint16(12) ^ sequence) << 16);
  }

  /** 12 bytes for GCM. */
  gcm({ ssrc, rollover, sequence }: PacketNumbers): void {
    const salt = this.#salt;
    this.#into.setUint16(0, salt.getUint16(0));
    this.#into.setUint32(2, salt.getUint32(2) ^ ssrc);
    this.#into.setUint32(6, salt.getUint32(6) ^ rollover);
    this.#into.setUint16(10, salt.getUint16(10) ^ sequence);
  }
}

/** The HMAC of a packet with its rollover counter behind it (RFC 3711 section 4.2), into the digest of the memory. */
export class NativeHmac {
  readonly #memory: NativeMemory;
  readonly #context: number;

  constructor(memory: NativeMemory, key: Buffer) {
    const { hmacNew, hmacInit, addressOf, sha1 } = memory.functions;
    this.#memory = memory;
    this.#context = hmacNew();
    check(hmacInit(this.#context, addressOf(key), key.length, sha1(), 0), 'a key');
  }

  /** 1 where it worked, as functions of OpenSSL say it. */
  digest(at: number, bytes: number): number {
    const { functions, digestAt, lengthAt } = this.#memory;
    return (
      functions.hmacInit(this.#context, 0, 0, 0, 0) &
      functions.hmacUpdate(this.#context, at, bytes) &
      functions.hmacFinal(this.#context, digestAt, lengthAt)
    );
  }

  close(): void {
    this.#memory.functions.hmacFree(this.#context);
  }
}
