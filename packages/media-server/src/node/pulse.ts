/** A child that says nothing for this long, or does nothing although it has work, is replaced. */
export const stillMs = 1000;
/** When we ourselves were held up for so long, nobody else is judged by what we did not hear. */
const ownDelayMs = 500;

export type Verdict = 'alive' | 'silent' | 'stuck';

/** Judges a child by its beats: how long ago the last one was, and whether its work goes on. Pure but for its memory. */
export class Pulse {
  #beatMs: number;
  #movedMs: number;
  #judgedMs: number;
  #media = -1;
  #isBusy = false;

  /** It is ready now. */
  constructor(nowMs: number) {
    this.#beatMs = nowMs;
    this.#movedMs = nowMs;
    this.#judgedMs = nowMs;
  }

  beat({ media, busy }: { media: number; busy: boolean }, nowMs: number): void {
    this.#beatMs = nowMs;
    if (!busy || !this.#isBusy || media !== this.#media) this.#movedMs = nowMs;
    this.#media = media;
    this.#isBusy = busy;
  }

  /** Asked at short intervals. */
  judge(nowMs: number): Verdict {
    const lateMs = nowMs - this.#judgedMs;
    this.#judgedMs = nowMs;
    if (lateMs > ownDelayMs) {
      this.#beatMs = nowMs;
      this.#movedMs = nowMs;
    }
    if (nowMs - this.#beatMs >= stillMs) return 'silent';
    return nowMs - this.#movedMs >= stillMs ? 'stuck' : 'alive';
  }
}
