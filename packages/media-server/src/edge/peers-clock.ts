const paceMs = 5;
const requestMs = 20;
const slices = 10;

export interface PeersClockEvents<Paced> {
  /** Sends what may go of a picture; false: nothing of it waits any more. */
  pace(paced: Paced, intervalMs: number): boolean;
  /** Every few tens of milliseconds. */
  requests(): void;
  /** Ten times a second, with the part of the peers whose second it is. */
  slice(slice: number, slices: number): void;
}

/** The timers of an edge. They stand still while nobody is connected and while no picture waits. */
export class PeersClock<Paced> {
  readonly #events: PeersClockEvents<Paced>;
  readonly #pacing = new Set<Paced>();
  #pace: NodeJS.Timeout | undefined;
  #timers: NodeJS.Timeout[] = [];
  #slice = 0;

  constructor(events: PeersClockEvents<Paced>) {
    this.#events = events;
  }

  /** Idempotent. */
  start(): void {
    if (this.#timers.length > 0) return;
    this.#timers = [
      setInterval(() => this.#events.requests(), requestMs),
      // A tenth of the peers each 100 ms, so that a thousand reports are never one pause.
      setInterval(() => {
        this.#slice = (this.#slice + 1) % slices;
        this.#events.slice(this.#slice, slices);
      }, 1000 / slices),
    ];
  }

  /** Idempotent. */
  stop(): void {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
    this.#pacing.clear();
    this.#stopPacing();
  }

  /** A picture waits to be sent little by little. */
  pace(paced: Paced): void {
    this.#pacing.add(paced);
    this.#pace ??= setInterval(() => this.#paceAll(), paceMs);
  }

  #paceAll(): void {
    for (const paced of this.#pacing) if (!this.#events.pace(paced, paceMs)) this.#pacing.delete(paced);
    if (this.#pacing.size === 0) this.#stopPacing();
  }

  #stopPacing(): void {
    clearInterval(this.#pace);
    this.#pace = undefined;
  }
}
