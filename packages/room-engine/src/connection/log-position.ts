import type { Entry } from '@cloudmeet/contracts';
import type { Clock } from '../ports/browser-ports.ts';

/** Within the window that the server holds back from those who do not acknowledge. */
const acknowledgeAfterMs = 500;

/** How far the log was followed, and telling the server so. */
export class LogPosition {
  readonly #clock: Clock;
  readonly #send: (seq: number) => void;
  #seq = 0;
  #acknowledged = 0;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, send: (seq: number) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  get seq(): number {
    return this.#seq;
  }

  /** Starts anew: a snapshot holds everything up to `seq`. */
  reset(seq: number): void {
    this.#seq = seq;
    this.#acknowledged = 0;
    this.#plan();
  }

  /**
   * Takes the entries that are new, or null when there is a gap: then nothing was taken and the log must be resumed
   * from `seq`. Entries seen already are left out.
   */
  take(entries: readonly Entry[]): Entry[] | null {
    const fresh = entries.filter((entry) => entry.seq > this.#seq);
    if (fresh.some((entry, index) => entry.seq !== this.#seq + index + 1)) return null;
    this.#seq += fresh.length;
    if (fresh.length > 0) this.#plan();
    return fresh;
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #plan(): void {
    this.#cancel ??= this.#clock.after(acknowledgeAfterMs, () => {
      this.#cancel = undefined;
      if (this.#acknowledged === this.#seq) return;
      this.#acknowledged = this.#seq;
      this.#send(this.#seq);
    });
  }
}
