import type { Clock } from '../clock.ts';

/** Waits for those who lost their connection. */
export class Absences {
  readonly #clock: Clock;
  readonly #graceMs: number;
  readonly #over: (participantId: string) => void;
  readonly #timers = new Map<string, () => void>();

  constructor(clock: Clock, graceMs: number, over: (participantId: string) => void) {
    this.#clock = clock;
    this.#graceMs = graceMs;
    this.#over = over;
  }

  begin(participantId: string): void {
    this.end(participantId);
    const cancel = this.#clock.after(this.#graceMs, () => {
      this.#timers.delete(participantId);
      this.#over(participantId);
    });
    this.#timers.set(participantId, cancel);
  }

  /** They are back, or gone for good. */
  end(participantId: string): void {
    this.#timers.get(participantId)?.();
    this.#timers.delete(participantId);
  }

  clear(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }
}
