import type { FakeClock } from '@cloudmeet/testing';
import type { Signal } from '@cloudmeet/contracts';

/** How signals fare on their way; all from 0 to 1. */
export interface WireFaults {
  drop: number;
  repeat: number;
  /** Part of the signals that is held up long enough to be overtaken. */
  delay: number;
}

export const faithful: WireFaults = { drop: 0, repeat: 0, delay: 0 };

/** Carries signals from one side to the other in their order, unless it is told to misbehave. */
export class SignalWire {
  readonly #clock: FakeClock;
  readonly #random: () => number;
  readonly #deliver: (signal: Signal) => void;
  #lastAtMs = 0;
  faults: WireFaults = faithful;
  carried = 0;

  constructor(clock: FakeClock, random: () => number, deliver: (signal: Signal) => void) {
    this.#clock = clock;
    this.#random = random;
    this.#deliver = deliver;
  }

  send(signal: Signal): void {
    this.carried += 1;
    const { drop, repeat, delay } = this.faults;
    if (this.#random() < drop) return;
    const copies = this.#random() < repeat ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const held = this.#random() < delay ? 50 + this.#random() * 400 : 0;
      this.#arrive(signal, held);
    }
  }

  #arrive(signal: Signal, heldMs: number): void {
    const nowMs = this.#clock.nowMs();
    const atMs = heldMs > 0 ? nowMs + heldMs : Math.max(this.#lastAtMs, nowMs + 5 + this.#random() * 60);
    if (heldMs === 0) this.#lastAtMs = atMs;
    this.#clock.after(atMs - nowMs, () => this.#deliver(structuredClone(signal)));
  }
}
