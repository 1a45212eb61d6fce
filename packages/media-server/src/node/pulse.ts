/** A child that says nothing for this long, or does nothing although it has work, is replaced. */
export const stillMs = 700;
/** When we ourselves were held up for so long, nobody else is judged by what we did not hear. */
const ownDelayMs = 500;
/** Asked at least this often, so that the time a process waited for a core is put to the right silence. */
const judgeMsMax = 200;
const judgeMsMin = 20;
/** However busy the machine is, after this long nobody is excused any more. */
const starvedMsMax = 5000;

export type Verdict = 'alive' | 'silent' | 'stuck';

/** Judges a child by its beats: how long ago the last one was, and whether its work goes on. Pure but for its memory. */
export class Pulse {
  #beatMs: number;
  #movedMs: number;
  #judgedMs: number;
  #waitedMs = 0;
  /** For how long it is excused since it last beat or moved. */
  #excusedMs = 0;
  #media = -1;
  #isBusy = false;

  /** It is ready now. */
  constructor(nowMs: number, waitedMs = 0) {
    this.#waitedMs = waitedMs;
    this.#beatMs = nowMs;
    this.#movedMs = nowMs;
    this.#judgedMs = nowMs;
  }

  beat({ media, busy }: { media: number; busy: boolean }, nowMs: number): void {
    this.#beatMs = nowMs;
    this.#excusedMs = 0;
    if (!busy || !this.#isBusy || media !== this.#media) this.#movedMs = nowMs;
    this.#media = media;
    this.#isBusy = busy;
  }

  /**
   * Asked at short intervals. `waitedMs` is how long the process has been ready to run without getting a core so far:
   * that time does not count, because replacing what a busy machine lets wait makes the machine busier.
   */
  judge(nowMs: number, waitedMs = this.#waitedMs): Verdict {
    const lateMs = nowMs - this.#judgedMs;
    this.#judgedMs = nowMs;
    this.#excuse(Math.min(lateMs, waitedMs - this.#waitedMs), nowMs);
    this.#waitedMs = waitedMs;
    if (lateMs > ownDelayMs) {
      this.#beatMs = nowMs;
      this.#movedMs = nowMs;
    }
    if (nowMs - this.#beatMs >= stillMs) return 'silent';
    return nowMs - this.#movedMs >= stillMs ? 'stuck' : 'alive';
  }

  /** In how many ms it has to be judged again: when it would be given up if nothing came of it until then. */
  nextMs(nowMs: number): number {
    const leftMs = stillMs - (nowMs - Math.min(this.#beatMs, this.#movedMs));
    return Math.min(judgeMsMax, Math.max(judgeMsMin, leftMs));
  }

  #excuse(forMs: number, nowMs: number): void {
    const excusedMs = Math.min(forMs, starvedMsMax - this.#excusedMs);
    if (excusedMs <= 0) return;
    this.#excusedMs += excusedMs;
    this.#beatMs = Math.min(nowMs, this.#beatMs + excusedMs);
    this.#movedMs = Math.min(nowMs, this.#movedMs + excusedMs);
  }
}
