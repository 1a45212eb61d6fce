import type { SocketWatch } from '../../srtp/native/descriptor.ts';

/** So many wake-ups within so long are many. */
const wakeupsMany = 10;
const windowMs = 25;
/** While many come, they are taken together after so long. */
const pauseMs = 4;
/** So many rounds in which hardly anything came: it is quiet again. */
const quietRounds = 10;
const quietDatagrams = 2;
/** More in one round, and the kernel's memory might not hold what comes in the next pause. */
const flood = 100;

export interface InputPaceOptions {
  /** Lets the event loop watch the socket or not. */
  watch: SocketWatch;
  /** Takes what waits; how many there were. */
  take(): number;
}

/**
 * When datagrams of a socket are taken. Few wake the process as they come, so none waits. Where many clients talk, each would
 * wake it for one packet: then nobody is woken, and what has come is taken every few milliseconds.
 */
export class InputPace {
  readonly #options: InputPaceOptions;
  #wakeups = 0;
  #sinceMs = -Infinity;
  #quiet = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: InputPaceOptions) {
    this.#options = options;
  }

  /** Whether the event loop does not watch the socket now. */
  get isHeld(): boolean {
    return this.#timer !== undefined;
  }

  /** The event loop woke the process for a datagram. */
  woken(nowMs = performance.now()): void {
    if (this.#closed || this.isHeld) return;
    if (nowMs - this.#sinceMs > windowMs) {
      this.#sinceMs = nowMs;
      this.#wakeups = 0;
    }
    this.#wakeups += 1;
    if (this.#wakeups >= wakeupsMany) this.#hold();
  }

  #hold(): void {
    this.#quiet = 0;
    this.#options.watch.stop();
    this.#timer = setTimeout(() => this.#round(), pauseMs);
  }

  #round(): void {
    const taken = this.#options.take();
    if (this.#closed) return;
    this.#quiet = taken < quietDatagrams ? this.#quiet + 1 : 0;
    if (taken >= flood || this.#quiet >= quietRounds) this.#release();
    else this.#timer = setTimeout(() => this.#round(), pauseMs);
  }

  #release(): void {
    this.#timer = undefined;
    this.#wakeups = 0;
    this.#options.watch.start();
  }

  /** Before its socket is closed. Idempotent. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }
}
