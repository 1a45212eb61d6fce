import type { PacketNumbers } from '../packet-cipher.ts';
import { deriveSessionKeys, type SessionKeys, type SrtpMasterKey } from '../session-keys.ts';
import { NativeHmac, newContext, PacketNonce } from './native-context.ts';
import type { NativeMemory } from './native-memory.ts';

const getTag = 0x10;

/** A packet that is to be sealed. Its header stands in the arena, its payload anywhere. */
export interface ArenaPacket {
  numbers: PacketNumbers;
  /** In the arena: where its header begins, where what is encrypted begins, and where that ends. */
  start: number;
  body: number;
  end: number;
  /** The address of the plain text of `body` to `end`. */
  plainAt: number;
}

/** Seals packets in the arena with OpenSSL. */
export interface NativeCipher {
  readonly tagBytes: number;
  /** Encrypts a packet into the arena, and writes the tag at its `end`. False where it did not work: never send that. */
  seal(packet: ArenaPacket): boolean;
  close(): void;
}

/** AES_CM_128_HMAC_SHA1_80 (RFC 3711). */
class NativeCm implements NativeCipher {
  readonly tagBytes = 10;
  readonly #memory: NativeMemory;
  readonly #nonce: PacketNonce;
  readonly #context: number;
  readonly #hmac: NativeHmac;

  constructor(memory: NativeMemory, keys: SessionKeys) {
    const { cipherInit, aesCounter } = memory.functions;
    this.#memory = memory;
    this.#nonce = new PacketNonce(memory, keys.salt);
    this.#context = newContext(memory, cipherInit, aesCounter(), keys.key);
    this.#hmac = new NativeHmac(memory, keys.auth);
  }

  seal({ numbers, start, body, end, plainAt }: ArenaPacket): boolean {
    const { functions, view, arena, arenaAt, nonceAt, lengthAt, digest } = this.#memory;
    this.#nonce.counter(numbers);
    const encrypted =
      functions.cipherInit(this.#context, 0, 0, 0, nonceAt) &
      functions.cipherUpdate(this.#context, arenaAt + body, lengthAt, plainAt, end - body);
    view.setUint32(end, numbers.rollover);
    const sealed = encrypted & this.#hmac.digest(arenaAt + start, end + 4 - start);
    digest.copy(arena, end, 0, 10);
    return sealed === 1;
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
    const { cipherInit, aesGcm } = memory.functions;
    this.#memory = memory;
    this.#nonce = new PacketNonce(memory, keys.salt);
    this.#context = newContext(memory, cipherInit, aesGcm(), keys.key);
  }

  seal({ numbers, start, body, end, plainAt }: ArenaPacket): boolean {
    const { functions, arenaAt, nonceAt, lengthAt } = this.#memory;
    this.#nonce.gcm(numbers);
    const sealed =
      functions.cipherInit(this.#context, 0, 0, 0, nonceAt) &
      functions.cipherUpdate(this.#context, 0, lengthAt, arenaAt + start, body - start) &
      functions.cipherUpdate(this.#context, arenaAt + body, lengthAt, plainAt, end - body) &
      functions.cipherFinal(this.#context, arenaAt + end, lengthAt) &
      functions.cipherControl(this.#context, getTag, 16, arenaAt + end);
    return sealed === 1;
  }

  close(): void {
    this.#memory.functions.cipherFree(this.#context);
  }
}

export function createNativeCipher(memory: NativeMemory, master: SrtpMasterKey): NativeCipher {
  const { rtp } = deriveSessionKeys(master);
  return master.profile === 'aesCm' ? new NativeCm(memory, rtp) : new NativeGcm(memory, rtp);
}
