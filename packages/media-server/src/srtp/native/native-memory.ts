import type { NativeFunctions } from './openssl.ts';

const arenaBytes = 64 * 1500;

/** Memory that native code reads and writes, with addresses: packets one behind the other, and small operands. */
export class NativeMemory {
  readonly functions: NativeFunctions;
  readonly arena = Buffer.alloc(arenaBytes);
  readonly arenaAt: number;
  /** A nonce or counter block of 16 bytes. */
  readonly nonce = Buffer.alloc(16);
  readonly nonceAt: number;
  /** Where functions write lengths that nobody needs. */
  readonly lengthAt: number;
  /** A digest of 20 bytes. */
  readonly digest = Buffer.alloc(32);
  readonly digestAt: number;
  readonly #length = Buffer.alloc(16);

  constructor(functions: NativeFunctions) {
    this.functions = functions;
    this.arenaAt = functions.addressOf(this.arena);
    this.nonceAt = functions.addressOf(this.nonce);
    this.lengthAt = functions.addressOf(this.#length);
    this.digestAt = functions.addressOf(this.digest);
  }
}
