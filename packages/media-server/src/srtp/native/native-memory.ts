import type { NativeFunctions } from './openssl.ts';

/** Room for the largest bundle and a few pictures; what is used of it fits the processor's caches. */
const arenaBytes = 192 * 1024;
const openingBytes = 2048 + 16;

/** Memory that native code reads and writes, with addresses: packets one behind the other, and small operands. */
export class NativeMemory {
  readonly functions: NativeFunctions;
  readonly arena = Buffer.alloc(arenaBytes);
  readonly view = new DataView(this.arena.buffer, this.arena.byteOffset, arenaBytes);
  readonly arenaAt: number;
  /** Where a packet is opened. */
  readonly opening = Buffer.alloc(openingBytes);
  readonly openingAt: number;
  /** A nonce or counter block of 16 bytes. */
  readonly nonce: DataView;
  readonly nonceAt: number;
  /** Where functions write lengths that nobody needs. */
  readonly lengthAt: number;
  /** A digest of 20 bytes. */
  readonly digest = Buffer.alloc(32);
  readonly digestAt: number;
  readonly #nonceBytes = Buffer.alloc(16);
  readonly #length = Buffer.alloc(16);

  constructor(functions: NativeFunctions) {
    this.functions = functions;
    this.arenaAt = functions.addressOf(this.arena);
    this.openingAt = functions.addressOf(this.opening);
    this.nonce = new DataView(this.#nonceBytes.buffer, this.#nonceBytes.byteOffset, 16);
    this.nonceAt = functions.addressOf(this.#nonceBytes);
    this.lengthAt = functions.addressOf(this.#length);
    this.digestAt = functions.addressOf(this.digest);
  }
}
