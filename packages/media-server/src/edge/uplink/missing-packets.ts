const waitMs = 10;
const againMs = 60;
const giveUpMs = 1000;
const triesMax = 8;
const gapMax = 300;

interface Missing {
  sinceMs: number;
  askedMs: number;
  tries: number;
}

/**
 * Which packets of one source are missing and worth asking for (NACK). A packet is asked for once others have had
 * `waitMs` to overtake it, again at every round trip, and given up after a second or after a gap so large that only a
 * keyframe helps.
 */
export class MissingPackets {
  readonly #missing = new Map<number, Missing>();
  #highest: number | null = null;
  /** Set when packets were given up: what follows cannot be decoded without a keyframe. */
  givenUp = false;

  get size(): number {
    return this.#missing.size;
  }

  /** `extended`: the sequence number that grows over the wrap. */
  arrived(extended: number, nowMs: number): void {
    const highest = this.#highest;
    if (highest === null || extended > highest) this.#highest = extended;
    if (highest === null) return;
    if (extended <= highest) {
      this.#missing.delete(extended);
      return;
    }
    if (extended - highest > gapMax) {
      this.#missing.clear();
      this.givenUp = true;
      return;
    }
    for (let gap = highest + 1; gap < extended; gap += 1) {
      this.#missing.set(gap, { sinceMs: nowMs, askedMs: -Infinity, tries: 0 });
    }
  }

  /** Sequence numbers (16 bits, ascending) to ask for now. */
  due(nowMs: number, roundTripMs: number): number[] {
    const asked: number[] = [];
    const pauseMs = Math.max(againMs, roundTripMs * 1.5);
    for (const [extended, entry] of this.#missing) {
      if (nowMs - entry.sinceMs > giveUpMs || entry.tries >= triesMax) {
        this.#missing.delete(extended);
        this.givenUp = true;
      } else if (nowMs - entry.sinceMs >= waitMs && nowMs - entry.askedMs >= pauseMs) {
        entry.askedMs = nowMs;
        entry.tries += 1;
        asked.push(extended & 0xffff);
      }
    }
    return asked;
  }
}
