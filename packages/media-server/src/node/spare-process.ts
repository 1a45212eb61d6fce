import type { Clock } from './clock.ts';

/** A process that was started and waits to become something. */
export interface WaitingProcess {
  /** Calls back once everything is loaded. */
  onLoaded(loaded: () => void): void;
  /** Calls back when it has ended without having become anything. */
  onEnded(ended: () => void): void;
  kill(): void;
}

/**
 * After a process was started, or the spare taken, the next one is loaded only after this: whoever has just lost their
 * media needs the cores.
 */
export const spareAfterMs = 10_000;

/** One that has not loaded by then never will. It takes a second of a core, of one that others need nearly all the time. */
export const spareLoadMs = 180_000;

/** Keeps one loaded process ready to take the place of any that is lost. */
export class SpareProcess<Waiting extends WaitingProcess> {
  readonly #fork: () => Waiting;
  readonly #clock: Clock;
  #waiting: Waiting | undefined;
  #isLoaded = false;
  #isClosed = false;
  #cancel: () => void = () => undefined;

  constructor(fork: () => Waiting, clock: Clock) {
    this.#fork = fork;
    this.#clock = clock;
  }

  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /** The spare, if it is loaded; another is made ready when things are quiet again. */
  take(): Waiting | undefined {
    const taken = this.#isLoaded ? this.#waiting : undefined;
    if (taken) this.#forget();
    this.#later();
    return taken;
  }

  /** Idempotent. */
  close(): void {
    this.#isClosed = true;
    this.#cancel();
    this.#waiting?.kill();
    this.#forget();
  }

  #later(): void {
    if (this.#waiting || this.#isClosed) return;
    this.#cancel();
    this.#cancel = this.#clock.after(spareAfterMs, () => this.#prepare());
  }

  #prepare(): void {
    const waiting = this.#fork();
    this.#waiting = waiting;
    // It ends then, and another is made.
    this.#cancel = this.#clock.after(spareLoadMs, () => waiting.kill());
    waiting.onLoaded(() => {
      if (this.#waiting !== waiting) return;
      this.#isLoaded = true;
      this.#cancel();
    });
    waiting.onEnded(() => {
      if (this.#waiting !== waiting) return;
      this.#forget();
      this.#later();
    });
  }

  #forget(): void {
    this.#waiting = undefined;
    this.#isLoaded = false;
  }
}
