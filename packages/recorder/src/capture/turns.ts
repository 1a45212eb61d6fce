import type { Logger } from '@cloudmeet/service-kit';
import type { Clock } from '../clock.ts';

const againFirstMs = 250;
const againMaxMs = 10_000;

/**
 * Does things one after the other: `turn` is called until it says that nothing is left, and again when poked. One that
 * fails is tried again, ever more slowly: nothing is given up. Saves are ordered too, and wait for no turn.
 */
export class Turns {
  readonly #clock: Clock;
  readonly #turn: () => Promise<boolean>;
  readonly #logger: Logger;
  #running: Promise<void> | undefined;
  #isPoked = false;
  #isClosed = false;
  #againMs = againFirstMs;
  #saves: Promise<void> = Promise.resolve();
  #wake: () => void = () => undefined;

  constructor(clock: Clock, turn: () => Promise<boolean>, logger: Logger) {
    this.#clock = clock;
    this.#turn = turn;
    this.#logger = logger;
  }

  /** There may be something to do. */
  poke(): void {
    this.#isPoked = true;
    if (!this.#isClosed) this.#running ??= this.#run().finally(() => (this.#running = undefined));
  }

  /** One save after the other, so that the newest is the last. */
  async save(write: () => Promise<void>): Promise<void> {
    const saved = this.#saves.then(write);
    this.#saves = saved.catch(() => {
      // Whoever asked for it hears of it; the next save is tried all the same.
    });
    await saved;
  }

  /** Begins nothing more; resolves when what is under way has ended. Idempotent. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wake();
    await this.#running;
    await this.#saves;
  }

  async #run(): Promise<void> {
    while (this.#isPoked && !this.#isClosed) {
      this.#isPoked = false;
      try {
        while (!this.#isClosed && (await this.#turn())) this.#againMs = againFirstMs;
      } catch (err) {
        if (this.#againMs >= againMaxMs)
          this.#logger.warn({ err }, 'A capture cannot go on now; trying again');
        await this.#rest();
        this.#isPoked = true;
      }
    }
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(this.#againMs, resolve);
      this.#againMs = Math.min(this.#againMs * 2, againMaxMs);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }
}
