import type { PacketNumbers, PacketOpener } from '../packet-cipher.ts';
import { deriveSessionKeys, type SessionKeys, type SrtpMasterKey } from '../session-keys.ts';
import { NativeHmac, newContext, PacketNonce } from './native-context.ts';
import type { NativeMemory } from './native-memory.ts';

const setTag = 0x11;
const cmTagBytes = 10;
const gcmTagBytes = 16;

/** Opens packets with OpenSSL by a context that keeps its key. Close it, or its contexts stay. */
export interface NativeOpener extends PacketOpener {
  close(): void;
}

/** Packets are opened in memory of our own, whose address is known, and go back to where they were. */
abstract class InOwnMemory implements NativeOpener {
  protected readonly memory: NativeMemory;
  protected readonly nonce: PacketNonce;
  protected readonly context: number;
  #closed = false;

  protected constructor(memory: NativeMemory, salt: Buffer, cipher: number, key: Buffer) {
    this.memory = memory;
    this.nonce = new PacketNonce(memory, salt);
    this.context = newContext(memory, memory.functions.openInit, cipher, key);
  }

  open(packet: Buffer, body: number, numbers: PacketNumbers): number {
    const { opening } = this.memory;
    if (this.#closed || packet.length > opening.length - 4) return -1;
    opening.set(packet);
    const end = this.opened(packet.length, body, numbers);
    if (end >= 0) opening.copy(packet, body, body, end);
    return end;
  }

  /** Opens what stands in the memory for it. */
  protected abstract opened(length: number, body: number, numbers: PacketNumbers): number;

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.free();
  }

  /** Called once. */
  protected free(): void {
    this.memory.functions.cipherFree(this.context);
  }
}

/** AEAD_AES_128_GCM (RFC 7714). */
class NativeGcmOpener extends InOwnMemory {
  constructor(memory: NativeMemory, keys: SessionKeys) {
    super(memory, keys.salt, memory.functions.aesGcm(), keys.key);
  }

  protected opened(length: number, body: number, numbers: PacketNumbers): number {
    const { context } = this;
    const { functions, openingAt, nonceAt, lengthAt } = this.memory;
    const end = length - gcmTagBytes;
    if (end < body) return -1;
    this.nonce.gcm(numbers);
    const opened =
      functions.openInit(context, 0, 0, 0, nonceAt) &
      functions.openUpdate(context, 0, lengthAt, openingAt, body) &
      functions.openUpdate(context, openingAt + body, lengthAt, openingAt + body, end - body) &
      functions.cipherControl(context, setTag, gcmTagBytes, openingAt + end) &
      functions.openFinal(context, openingAt + end, lengthAt);
    return opened === 1 ? end : -1;
  }
}

/** AES_CM_128_HMAC_SHA1_80 (RFC 3711). */
class NativeCmOpener extends InOwnMemory {
  readonly #hmac: NativeHmac;
  readonly #tag = Buffer.alloc(cmTagBytes);

  constructor(memory: NativeMemory, keys: SessionKeys) {
    super(memory, keys.salt, memory.functions.aesCounter(), keys.key);
    this.#hmac = new NativeHmac(memory, keys.auth);
  }

  protected opened(length: number, body: number, numbers: PacketNumbers): number {
    const { functions, opening, openingAt, nonceAt, lengthAt, digest } = this.memory;
    const end = length - cmTagBytes;
    if (end < body) return -1;
    opening.copy(this.#tag, 0, end, length);
    opening.writeUInt32BE(numbers.rollover, end);
    if (this.#hmac.digest(openingAt, end + 4) !== 1) return -1;
    // In the same time wherever they differ.
    let different = 0;
    for (let i = 0; i < cmTagBytes; i += 1) different |= (this.#tag[i] ?? 0) ^ (digest[i] ?? 0);
    if (different !== 0) return -1;
    this.nonce.counter(numbers);
    const opened =
      functions.openInit(this.context, 0, 0, 0, nonceAt) &
      functions.openUpdate(this.context, openingAt + body, lengthAt, openingAt + body, end - body);
    return opened === 1 ? end : -1;
  }

  protected override free(): void {
    super.free();
    this.#hmac.close();
  }
}

/** The opener of a direction's RTP packets. */
export function createNativeOpener(memory: NativeMemory, master: SrtpMasterKey): NativeOpener {
  const { rtp } = deriveSessionKeys(master);
  return master.profile === 'aesCm' ? new NativeCmOpener(memory, rtp) : new NativeGcmOpener(memory, rtp);
}
