import { deriveSessionKeys, type SessionKeys, type SrtpMasterKey } from '../session-keys.ts';
import type { NativeMemory } from './native-memory.ts';

const getTag = 0x10;

/** Seals packets in the arena with OpenSSL. */
export interface NativeCipher {
  readonly tagBytes: number;
  /**
   * Encrypts what stands at the address `plainAt` to `body`…`end` of the arena, and writes the tag at `end`. The header
   * stands at `start`.
   */
  seal(
    start: number,
    body: number,
    end: number,
    plainAt: number,
    ssrc: number,
    rollover: number,
    sequence: number,
  ): void;
  close(): void;
}

export function check(worked: number, what: string): void {
  if (worked !== 1) throw new Error(`OpenSSL refused ${what}`);
}

/** A context that keeps its key; the nonce is set for each packet. */
function newContext(memory: NativeMemory, cipher: number, key: Buffer): number {
  const { functions } = memory;
  const context = functions.cipherNew();
  check(functions.cipherInit(context, cipher, 0, functions.addressOf(key), memory.nonceAt), 'a key');
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
  counter(ssrc: number, rollover: number, sequence: number): void {
    const salt = this.#salt;
    this.#into.setUint32(0, salt.getUint32(0));
    this.#into.setUint32(4, salt.getUint32(4) ^ ssrc);
    this.#into.setUint32(8, salt.getUint32(8) ^ rollover);
    this.#into.setUint32(12, (salt.getUint16(12) ^ sequence) << 16);
  }

  /** 12 bytes for GCM. */
  gcm(ssrc: number, rollover: number, sequence: number): void {
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
    const { functions } = memory;
    this.#memory = memory;
    this.#context = functions.hmacNew();
    check(
      functions.hmacInit(this.#context, functions.addressOf(key), key.length, functions.sha1(), 0),
      'a key',
    );
  }

  digest(at: number, bytes: number): void {
    const { functions, digestAt, lengthAt } = this.#memory;
    functions.hmacInit(this.#context, 0, 0, 0, 0);
    functions.hmacUpdate(this.#context, at, bytes);
    functions.hmacFinal(this.#context, digestAt, lengthAt);
  }

  close(): void {
    this.#memory.functions.hmacFree(this.#context);
  }
}

/** AES_CM_128_HMAC_SHA1_80 (RFC 3711). */
class NativeCm implements NativeCipher {
  readonly tagBytes = 10;
  readonly #memory: NativeMemory;
  readonly #nonce: PacketNonce;
  readonly #context: number;
  readonly #hmac: NativeHmac;

  constructor(memory: NativeMemory, keys: SessionKeys) {
    this.#memory = memory;
    this.#nonce = new PacketNonce(memory, keys.salt);
    this.#context = newContext(memory, memory.functions.aesCounter(), keys.key);
    this.#hmac = new NativeHmac(memory, keys.auth);
  }

  seal(
    start: number,
    body: number,
    end: number,
    plainAt: number,
    ssrc: number,
    rollover: number,
    sequence: number,
  ): void {
    const { functions, view, arena, arenaAt, nonceAt, lengthAt, digest } = this.#memory;
    this.#nonce.counter(ssrc, rollover, sequence);
    functions.cipherInit(this.#context, 0, 0, 0, nonceAt);
    functions.cipherUpdate(this.#context, arenaAt + body, lengthAt, plainAt, end - body);
    view.setUint32(end, rollover);
    this.#hmac.digest(arenaAt + start, end + 4 - start);
    digest.copy(arena, end, 0, 10);
  }

  close(): void {
    this.#memory.functions.cipherFree(this.#context);
    this.#hmac.close();
  }
}

/** AEAD_AES_128_GCM (RFC 7714). */
class NativeGcm implements NativeCipher {
  readonly tagBytes = 16;
  readonly #memory: NativeMemory;
  readonly #nonce: PacketNonce;
  readonly #context: number;

  constructor(memory: NativeMemory, keys: SessionKeys) {
    this.#memory = memory;
    this.#nonce = new PacketNonce(memory, keys.salt);
    this.#context = newContext(memory, memory.functions.aesGcm(), keys.key);
  }

  seal(
    start: number,
    body: number,
    end: number,
    plainAt: number,
    ssrc: number,
    rollover: number,
    sequence: number,
  ): void {
    const { functions, arenaAt, nonceAt, lengthAt } = this.#memory;
    this.#nonce.gcm(ssrc, rollover, sequence);
    functions.cipherInit(this.#context, 0, 0, 0, nonceAt);
    functions.cipherUpdate(this.#context, 0, lengthAt, arenaAt + start, body - start);
    functions.cipherUpdate(this.#context, arenaAt + body, lengthAt, plainAt, end - body);
    functions.cipherFinal(this.#context, arenaAt + end, lengthAt);
    functions.cipherControl(this.#context, getTag, 16, arenaAt + end);
  }

  close(): void {
    this.#memory.functions.cipherFree(this.#context);
  }
}

export function createNativeCipher(memory: NativeMemory, master: SrtpMasterKey): NativeCipher {
  const { rtp } = deriveSessionKeys(master);
  return master.profile === 'aesCm' ? new NativeCm(memory, rtp) : new NativeGcm(memory, rtp);
}
