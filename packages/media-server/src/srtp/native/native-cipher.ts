import { deriveSessionKeys, type SessionKeys, type SrtpMasterKey } from '../session-keys.ts';
import type { NativeMemory } from './native-memory.ts';

const getTag = 0x10;

/** Seals packets in the arena with OpenSSL. */
export interface NativeCipher {
  readonly tagBytes: number;
  /** Encrypts from `body` to `end` in place and writes the tag at `end`. */
  seal(start: number, body: number, end: number, ssrc: number, rollover: number, sequence: number): void;
  close(): void;
}

function check(worked: number, what: string): void {
  if (worked !== 1) throw new Error(`OpenSSL refused ${what}`);
}

/** A context that keeps its key; the nonce is set for each packet. */
function newContext(memory: NativeMemory, cipher: number, key: Buffer): number {
  const { functions } = memory;
  const context = functions.cipherNew();
  check(functions.cipherInit(context, cipher, 0, functions.addressOf(key), memory.nonceAt), 'a key');
  return context;
}

/** AES_CM_128_HMAC_SHA1_80 (RFC 3711). */
class NativeCm implements NativeCipher {
  readonly tagBytes = 10;
  readonly #memory: NativeMemory;
  readonly #salt: Buffer;
  readonly #context: number;
  readonly #hmac: number;

  constructor(memory: NativeMemory, keys: SessionKeys) {
    const { functions } = memory;
    this.#memory = memory;
    this.#salt = keys.salt;
    this.#context = newContext(memory, functions.aesCounter(), keys.key);
    this.#hmac = functions.hmacNew();
    const auth = functions.addressOf(keys.auth);
    check(functions.hmacInit(this.#hmac, auth, keys.auth.length, functions.sha1(), 0), 'a key');
  }

  seal(start: number, body: number, end: number, ssrc: number, rollover: number, sequence: number): void {
    const { functions, nonce, arena, arenaAt, nonceAt, lengthAt, digest, digestAt } = this.#memory;
    const salt = this.#salt;
    nonce.writeUInt32BE(salt.readUInt32BE(0), 0);
    nonce.writeUInt32BE((salt.readUInt32BE(4) ^ ssrc) >>> 0, 4);
    nonce.writeUInt32BE((salt.readUInt32BE(8) ^ rollover) >>> 0, 8);
    nonce.writeUInt16BE(salt.readUInt16BE(12) ^ sequence, 12);
    nonce.writeUInt16BE(0, 14);
    functions.cipherInit(this.#context, 0, 0, 0, nonceAt);
    functions.cipherUpdate(this.#context, arenaAt + body, lengthAt, arenaAt + body, end - body);
    arena.writeUInt32BE(rollover, end);
    functions.hmacInit(this.#hmac, 0, 0, 0, 0);
    functions.hmacUpdate(this.#hmac, arenaAt + start, end + 4 - start);
    functions.hmacFinal(this.#hmac, digestAt, lengthAt);
    digest.copy(arena, end, 0, 10);
  }

  close(): void {
    this.#memory.functions.cipherFree(this.#context);
    this.#memory.functions.hmacFree(this.#hmac);
  }
}

/** AEAD_AES_128_GCM (RFC 7714). */
class NativeGcm implements NativeCipher {
  readonly tagBytes = 16;
  readonly #memory: NativeMemory;
  readonly #salt: Buffer;
  readonly #context: number;

  constructor(memory: NativeMemory, keys: SessionKeys) {
    this.#memory = memory;
    this.#salt = keys.salt;
    this.#context = newContext(memory, memory.functions.aesGcm(), keys.key);
  }

  seal(start: number, body: number, end: number, ssrc: number, rollover: number, sequence: number): void {
    const { functions, nonce, arenaAt, nonceAt, lengthAt } = this.#memory;
    const salt = this.#salt;
    nonce.writeUInt16BE(salt.readUInt16BE(0), 0);
    nonce.writeUInt32BE((salt.readUInt32BE(2) ^ ssrc) >>> 0, 2);
    nonce.writeUInt32BE((salt.readUInt32BE(6) ^ rollover) >>> 0, 6);
    nonce.writeUInt16BE(salt.readUInt16BE(10) ^ sequence, 10);
    functions.cipherInit(this.#context, 0, 0, 0, nonceAt);
    functions.cipherUpdate(this.#context, 0, lengthAt, arenaAt + start, body - start);
    functions.cipherUpdate(this.#context, arenaAt + body, lengthAt, arenaAt + body, end - body);
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
