import { Emitter } from '../emitter.ts';
import type { Disposer } from '../emitter.ts';
import { silenceDbov } from '../media/level-meter.ts';
import type { Clock } from '../ports/browser-ports.ts';
import type { Levels } from '../room.ts';

const everyMs = 100;
/** Reading waits for the browser's media threads. Where these are busy, the page pauses this many times as long. */
const restPerRead = 10;

/**
 * Reads everyone's loudness ten times a second while there is somebody to read, and hands it on. Less often where
 * reading is slow, so that it never takes more than a tenth of the page's time.
 */
export class LevelLoop implements Levels {
  readonly #clock: Clock;
  readonly #read: () => Map<string, number>;
  readonly #events = new Emitter<{ levels: ReadonlyMap<string, number> }>();
  #latest: ReadonlyMap<string, number> = new Map();
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, read: () => Map<string, number>) {
    this.#clock = clock;
    this.#read = read;
  }

  get(participantId: string): number {
    return this.#latest.get(participantId) ?? silenceDbov;
  }

  on(listener: (levels: ReadonlyMap<string, number>) => void): Disposer {
    return this.#events.on('levels', listener);
  }

  /** Runs while `wanted`; stopping leaves everyone silent. */
  run(wanted: boolean): void {
    if (wanted && !this.#cancel) this.#tick();
    if (wanted || !this.#cancel) return;
    this.#cancel();
    this.#cancel = undefined;
    this.#tell(new Map());
  }

  close(): void {
    this.#events.close();
    this.run(false);
  }

  #tick(): void {
    const startedMs = this.#clock.nowMs();
    const levels = this.#read();
    const tookMs = this.#clock.nowMs() - startedMs;
    this.#cancel = this.#clock.after(Math.max(everyMs, tookMs * restPerRead), () => {
      this.#tick();
    });
    this.#tell(levels);
  }

  #tell(levels: ReadonlyMap<string, number>): void {
    this.#latest = levels;
    this.#events.emit('levels', levels);
  }
}
