/**
 * Payloads of packets that go to many receivers, one behind the other in one piece of memory that stays where it is:
 * native code reads them from there for each receiver, so that nobody copies them again.
 */
export class SharedPayloads {
  readonly bytes: Buffer;
  readonly count: number;
  /** Where each begins, and where the last one ends. */
  readonly #bounds: Int32Array;
  /** Where native code finds `bytes`; 0 until somebody has asked. */
  address = 0;

  constructor(payloads: readonly Uint8Array[]) {
    this.count = payloads.length;
    this.#bounds = new Int32Array(payloads.length + 1);
    let at = 0;
    for (let n = 0; n < payloads.length; n += 1) {
      at += payloads[n]?.length ?? 0;
      this.#bounds[n + 1] = at;
    }
    this.bytes = Buffer.allocUnsafeSlow(at);
    for (let n = 0; n < payloads.length; n += 1) {
      const payload = payloads[n];
      if (payload !== undefined) this.bytes.set(payload, this.#bounds[n]);
    }
  }

  start(n: number): number {
    return this.#bounds[n] ?? 0;
  }

  end(n: number): number {
    return this.#bounds[n + 1] ?? 0;
  }

  length(n: number): number {
    return this.end(n) - this.start(n);
  }

  /** A view of one payload. */
  payload(n: number): Buffer {
    return this.bytes.subarray(this.start(n), this.end(n));
  }
}
