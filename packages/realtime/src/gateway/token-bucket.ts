/** `ok`; `over` when it is too much now; `cut` when it has been too much for long. */
export type Permit = 'ok' | 'over' | 'cut';

/** So much per second on average and `burst` at once. Going on beyond it runs into debt, at most another burst. */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #burst: number;
  #tokens: number;
  #lastMs: number;

  constructor(perSecond: number, burst: number, nowMs: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#tokens = burst;
    this.#lastMs = nowMs;
  }

  take(cost: number, nowMs: number): Permit {
    this.#refill(nowMs);
    this.#tokens -= cost;
    if (this.#tokens >= 0) return 'ok';
    return this.#tokens >= -this.#burst ? 'over' : 'cut';
  }

  /** Takes one where there is one. What is refused costs nothing, and runs into no debt. */
  takeIfLeft(nowMs: number): boolean {
    this.#refill(nowMs);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  #refill(nowMs: number): void {
    const more = (Math.max(0, nowMs - this.#lastMs) / 1000) * this.#perSecond;
    this.#tokens = Math.min(this.#burst, this.#tokens + more);
    this.#lastMs = nowMs;
  }
}
