import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

const retryFirstMs = 250;
const retryMaxMs = 5000;

export interface ServerKeeperOptions {
  /** The connection that stands for as long as the server does. */
  guard: pg.Client;
  /** Starts the server where it does not run, and claims it. */
  revive(): Promise<pg.Client>;
  /** The server ended without being asked to (`undefined`), or could not be started again. */
  onProblem(error: unknown): void;
}

/** Keeps an embedded server up: when it ends without being asked to, it is started again until that works. */
export class ServerKeeper {
  readonly #options: ServerKeeperOptions;
  readonly #stop = new AbortController();
  #guard: pg.Client;
  #reviving: Promise<void> | undefined;

  constructor(options: ServerKeeperOptions) {
    this.#options = options;
    this.#guard = options.guard;
    this.#watch(options.guard);
  }

  /** Lets the server go. What is under way to start it again is waited for. */
  async release(): Promise<void> {
    this.#stop.abort();
    await this.#reviving;
    await this.#guard.end();
  }

  #watch(guard: pg.Client): void {
    guard.once('end', () => {
      if (!this.#stop.signal.aborted) this.#reviving = this.#revive();
    });
  }

  async #revive(): Promise<void> {
    const { signal } = this.#stop;
    this.#options.onProblem(undefined);
    for (let delayMs = retryFirstMs; !signal.aborted; delayMs = Math.min(delayMs * 2, retryMaxMs)) {
      try {
        this.#guard = await this.#options.revive();
        return this.#watch(this.#guard);
      } catch (error) {
        this.#options.onProblem(error);
        // An abort only ends the pause: the loop looks for itself.
        await sleep(delayMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
