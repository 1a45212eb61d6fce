/** IP and UDP headers, which take their part of a path. */
const headerBytes = 28;

/**
 * The slowest hop of a path: what comes waits in a queue that is sent at a fixed rate, and is lost where the queue is full.
 * Pure: it is told the time.
 */
export class Bottleneck {
  readonly #queueMs: number;
  #bitsPerSecond: number;
  #freeAtMs = 0;

  /** `queueMs`: so much may wait, as the time that sending it takes. */
  constructor(bitsPerSecond: number, queueMs = 200) {
    this.#bitsPerSecond = bitsPerSecond;
    this.#queueMs = queueMs;
  }

  /** When a datagram that comes now is through; null: it is lost. */
  throughMs(bytes: number, nowMs: number): number | null {
    const beginsMs = Math.max(nowMs, this.#freeAtMs);
    if (beginsMs - nowMs > this.#queueMs) return null;
    this.#freeAtMs = beginsMs + ((bytes + headerBytes) * 8000) / this.#bitsPerSecond;
    return this.#freeAtMs;
  }

  /** From now on. */
  setRate(bitsPerSecond: number): void {
    this.#bitsPerSecond = bitsPerSecond;
  }
}
