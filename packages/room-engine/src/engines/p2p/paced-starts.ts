import type { Clock } from '../../ports/browser-ports.ts';

const atOnce = 8;
const everyMs = 150;

/**
 * Begins things a few at once and the others one after another: the server takes so many signals a second, and each
 * new link makes a dozen.
 */
export class PacedStarts<Item> {
  readonly #clock: Clock;
  readonly #start: (item: Item) => void;
  #waiting: Item[] = [];
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, start: (item: Item) => void) {
    this.#clock = clock;
    this.#start = start;
  }

  /** What is to be begun now, instead of what was waiting so far. */
  set(items: readonly Item[]): void {
    this.#waiting = [...items];
    this.#next(atOnce);
  }

  close(): void {
    this.#cancel?.();
    this.#waiting = [];
  }

  #next(count: number): void {
    this.#cancel?.();
    this.#cancel = undefined;
    for (const item of this.#waiting.splice(0, count)) this.#start(item);
    if (this.#waiting.length > 0)
      this.#cancel = this.#clock.after(everyMs, () => {
        this.#next(1);
      });
  }
}
