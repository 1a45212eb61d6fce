import { quietestDbov } from '@cloudmeet/media-core';

/** Nobody who is quieter than this is heard: it makes no difference how much. */
export const inaudibleDbov = -60;
/** Word and measure may differ by this much: the one is of what was encoded, the other of what is played. */
const honestDb = 12;
/** A voice begins in packets before it begins in what is played: only who differs for so long was wrong. */
const patienceTicks = 25;
const ticksDecodedMin = 4;
/** How quickly it is forgotten how loud somebody was, in dB a tick. */
const fallDb = 1;

/**
 * How loud somebody is by their own word (RFC 6464). It decides who is decoded, and nothing else: what is decoded is
 * measured, and whose word does not fit what was measured is not believed again.
 */
export class SaidLevel {
  #dbov: number | null = null;
  #believed = true;
  #ticksApart = 0;
  #decodedApart = 0;

  /** How loud it was lately; null: nothing was said, or it is not believed. */
  get dbov(): number | null {
    return this.#believed ? this.#dbov : null;
  }

  /** Takes the word of one packet. */
  take(dbov: number | undefined): void {
    this.#dbov = dbov === undefined ? null : Math.max(dbov, this.#dbov ?? quietestDbov);
  }

  /** Forgets what was said, but not whether it was true. */
  forget(): void {
    this.#dbov = null;
    this.#ticksApart = 0;
    this.#decodedApart = 0;
  }

  /** Lets 20 ms pass. `measuredDbov`: how loud it was lately, where it was decoded in this tick. */
  tick(measuredDbov: number | null): void {
    if (this.#dbov === null) return;
    this.#dbov -= fallDb;
    if (this.#ticksApart > 0) this.#ticksApart += 1;
    if (measuredDbov === null) return;
    const apart = Math.max(this.#dbov, inaudibleDbov) - Math.max(measuredDbov, inaudibleDbov);
    if (Math.abs(apart) <= honestDb) {
      this.#ticksApart = 0;
      this.#decodedApart = 0;
      return;
    }
    this.#ticksApart = Math.max(1, this.#ticksApart);
    this.#decodedApart += 1;
    if (this.#ticksApart >= patienceTicks && this.#decodedApart >= ticksDecodedMin) this.#believed = false;
  }
}
