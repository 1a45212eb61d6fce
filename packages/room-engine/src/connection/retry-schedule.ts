import type { BrowserPorts } from '../ports/browser-ports.ts';
import { backoffMs } from './backoff.ts';

/** A first connection is tried this often: a wrong address must not look like a long wait. */
const firstTriesMax = 4;
/** Somebody who was in the meeting is brought back within this time, then it is over. */
const giveUpAfterMs = 5 * 60_000;

/** When to try again. Tries are counted until the connection has proved itself by `proved()`. */
export class RetrySchedule {
  readonly #ports: Pick<BrowserPorts, 'clock' | 'random'>;
  readonly #planned: (attempt: number, retryAtMs: number | null) => void;
  #attempt = 0;
  #lostAtMs: number | undefined;
  #cancel: (() => void) | undefined;
  #run: (() => void) | undefined;

  /** `planned` is told of every wait and of its end. */
  constructor(
    ports: Pick<BrowserPorts, 'clock' | 'random'>,
    planned: (attempt: number, retryAtMs: number | null) => void,
  ) {
    this.#ports = ports;
    this.#planned = planned;
  }

  /** Plans the next try; false when it is no use any more. `within` false: never was connected. */
  plan(wasConnected: boolean, run: () => void, atLeastMs = 0): boolean {
    const { clock, random } = this.#ports;
    this.#lostAtMs ??= clock.nowMs();
    this.#attempt += 1;
    if (!wasConnected && this.#attempt >= firstTriesMax) return false;
    if (clock.nowMs() - this.#lostAtMs > giveUpAfterMs) return false;
    const delayMs = Math.max(atLeastMs, backoffMs(this.#attempt, random));
    this.#run = run;
    this.#cancel?.();
    this.#cancel = clock.after(delayMs, () => {
      this.hurry();
    });
    this.#planned(this.#attempt, clock.nowMs() + delayMs);
    return true;
  }

  /** Runs a planned try now, as when the browser found its network again. */
  hurry(): void {
    const run = this.#run;
    this.#cancel?.();
    this.#run = undefined;
    if (!run) return;
    this.#planned(this.#attempt, null);
    run();
  }

  /** The connection works: the next loss starts counting from one. */
  proved(): void {
    if (this.#attempt === 0) return;
    this.#attempt = 0;
    this.#lostAtMs = undefined;
    this.#planned(0, null);
  }

  stop(): void {
    this.#cancel?.();
    this.#run = undefined;
    this.#attempt = 0;
    this.#lostAtMs = undefined;
  }
}
