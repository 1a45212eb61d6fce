import type { Signal } from '@cloudmeet/contracts';

const keptMax = 300;

/** Signals of people whose arrival was not folded yet: both travel apart. */
export class EarlySignals {
  #kept: { from: string; signal: Signal }[] = [];

  keep(from: string, signal: Signal): void {
    if (this.#kept.length < keptMax) this.#kept.push({ from, signal });
  }

  /** Hands over what came from one person, in its order. */
  take(from: string): Signal[] {
    const taken = this.#kept.filter((one) => one.from === from).map(({ signal }) => signal);
    this.#kept = this.#kept.filter((one) => one.from !== from);
    return taken;
  }

  clear(): void {
    this.#kept = [];
  }
}
