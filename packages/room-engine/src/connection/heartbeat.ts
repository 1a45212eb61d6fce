import type { Clock } from '../ports/browser-ports.ts';

/** Often enough to notice a dead path before the server's grace for resuming is over. */
export const pingEveryMs = 5_000;
/** A ping sent because something looks wrong must be answered sooner. */
const probeWithinMs = 3_000;

/** Pings, and notices a socket on which nothing is heard any more: two pings in a row without any frame. */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #ping: (n: number) => void;
  readonly #silent: () => void;
  #unanswered = 0;
  #count = 0;
  #cancelTick: (() => void) | undefined;
  #cancelProbe: (() => void) | undefined;

  constructor(clock: Clock, on: { ping: (n: number) => void; silent: () => void }) {
    this.#clock = clock;
    this.#ping = on.ping;
    this.#silent = on.silent;
  }

  start(): void {
    this.#cancelTick = this.#clock.after(pingEveryMs, () => {
      this.#tick();
    });
  }

  /** Any frame counts: the path works. */
  heard(): void {
    this.#unanswered = 0;
    this.#cancelProbe?.();
    this.#cancelProbe = undefined;
  }

  /** Asks at once, because the browser's network changed or media stopped. */
  probe(): void {
    if (this.#cancelProbe) return;
    this.#cancelProbe = this.#clock.after(probeWithinMs, () => {
      this.stop();
      this.#silent();
    });
    this.#ping(++this.#count);
  }

  stop(): void {
    this.#cancelTick?.();
    this.#cancelProbe?.();
    this.#cancelProbe = undefined;
  }

  #tick(): void {
    if (this.#unanswered >= 2) {
      this.stop();
      this.#silent();
      return;
    }
    this.#unanswered += 1;
    this.start();
    this.#ping(++this.#count);
  }
}
