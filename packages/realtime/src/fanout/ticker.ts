import type { Clock } from '../clock.ts';

/** Runs soon after it is asked to: at once after a rest, otherwise when the last run is `intervalMs` ago. */
export class Ticker {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #run: () => void;
  #lastMs = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, intervalMs: number, run: () => void) {
    this.#clock = clock;
    this.#intervalMs = intervalMs;
    this.#run = run;
  }

  request(): void {
    if (this.#cancel) return;
    const waitMs = Math.max(0, this.#lastMs + this.#intervalMs - this.#clock.nowMs());
    this.#cancel = this.#clock.after(waitMs, () => this.#fire());
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #fire(): void {
    this.#cancel = undefined;
    this.#lastMs = this.#clock.nowMs();
    this.#run();
  }
}
