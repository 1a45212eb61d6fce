interface Timer {
  dueMs: number;
  run: () => void;
}

/** Time that stands still until it is moved. Fits wherever a clock is injected. */
export class FakeClock {
  #nowMs: number;
  #timers = new Set<Timer>();

  /** Default: 2027-01-15T08:00:00Z. */
  constructor(startMs = 1_800_000_000_000) {
    this.#nowMs = startMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { dueMs: this.#nowMs + Math.max(0, delayMs), run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  get pendingTimers(): number {
    return this.#timers.size;
  }

  /** Lets time pass: everything that is due by then runs in its order, and promises settle after each step. */
  async advance(durationMs: number): Promise<void> {
    const endMs = this.#nowMs + durationMs;
    for (let next = this.#nextBefore(endMs); next; next = this.#nextBefore(endMs)) {
      this.#timers.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      next.run();
      await settle();
    }
    this.#nowMs = endMs;
    await settle();
  }

  #nextBefore(endMs: number): Timer | undefined {
    return [...this.#timers].filter((one) => one.dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0];
  }
}

/** Lets everything that is ready run: promises and what they set off. */
export async function settle(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}
