const windowMs = 1000;
const stepMs = 100;

/** What was sent in the last second, from a sum that only grows. */
export class RecentRate {
  readonly #steps: { atMs: number; bytes: number }[] = [];

  /** To be told again and again; how often is of no matter. */
  sum(nowMs: number, bytes: number): void {
    const last = this.#steps.at(-1);
    if (last !== undefined && nowMs - last.atMs < stepMs) return;
    this.#steps.push({ atMs: nowMs, bytes });
    while (this.#steps.length > 2 && nowMs - (this.#steps[1]?.atMs ?? nowMs) >= windowMs) this.#steps.shift();
  }

  get bitsPerSecond(): number {
    const [first, last] = [this.#steps[0], this.#steps.at(-1)];
    if (first === undefined || last === undefined || last.atMs <= first.atMs) return 0;
    return ((last.bytes - first.bytes) * 8000) / (last.atMs - first.atMs);
  }
}
