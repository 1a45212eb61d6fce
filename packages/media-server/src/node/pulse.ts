/** A child that says nothing for this long, or does nothing although it has work, is replaced. */
export const stillMs = 700;
/** When we ourselves were held up for so long, nobody else is judged by what we did not hear. */
const ownDelayMs = 500;
/** Who has said or done nothing for so long is overdue: from then on it is looked at closely. */
const overdueMs = 450;
/** How closely, so that the time it waited for a core is put to the right silence. */
const judgeMsMax = 125;
const judgeMsMin = 20;
/** Looks fall on even moments, so that one wake-up does for all processes. */
const evenMs = 50;
/** However busy the machine is, after this long nobody is excused any more. */
const starvedMsMax = 5000;

export type Verdict = 'alive' | 'silent' | 'stuck';

/** Judges a child by its beats: how long ago the last one was, and whether its work goes on. Pure but for its memory. */
export class Pulse {
  #beatMs: number;
  #movedMs: number;
  #judgedMs: number;
  /** When it was to be judged next. */
  #dueMs: number;
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
    this.#dueMs = nowMs;
  }

  beat({ media, busy }: { media: number; busy: boolean }, nowMs: number): void {
    this.#beatMs = nowMs;
    this.#excusedMs = 0;
    if (!busy || !this.#isBusy || media !== this.#media) this.#movedMs = nowMs;
    this.#media = media;
    this.#isBusy = busy;
  }

  /**
   * Asked when `nextMs` says. `waitedMs` is how long the process has been ready to run without getting a core so far:
   * that time does not count, because replacing what a busy machine lets wait makes the machine busier.
   */
  judge(nowMs: number, waitedMs = this.#waitedMs): Verdict {
    const lateMs = nowMs - this.#dueMs;
    this.#excuse(Math.min(nowMs - this.#judgedMs, waitedMs - this.#waitedMs), nowMs);
    this.#judgedMs = nowMs;
    this.#dueMs = nowMs;
    this.#waitedMs = waitedMs;
    if (lateMs > ownDelayMs) {
      this.#beatMs = nowMs;
      this.#movedMs = nowMs;
    }
    if (nowMs - this.#beatMs >= stillMs) return 'silent';
    return nowMs - this.#movedMs >= stillMs ? 'stuck' : 'alive';
  }

  /** In how many ms it has to be judged again: once it is overdue, and then when it would be given up. */
  nextMs(nowMs: number): number {
    const quietMs = this.#quietMs(nowMs);
    const overdueInMs = overdueMs - quietMs;
    const toEvenMs = (evenMs - ((nowMs + overdueInMs) % evenMs)) % evenMs;
    const closelyMs = Math.min(judgeMsMax, Math.max(judgeMsMin, stillMs - quietMs));
    const inMs = overdueInMs > 0 ? overdueInMs + toEvenMs : closelyMs;
    this.#dueMs = nowMs + inMs;
    return inMs;
  }

  /** For how long it has said or done nothing. */
  #quietMs(nowMs: number): number {
    return nowMs - Math.min(this.#beatMs, this.#movedMs);
  }

  #excuse(forMs: number, nowMs: number): void {
    const excusedMs = Math.min(forMs, starvedMsMax - this.#excusedMs);
    if (excusedMs <= 0) return;
    this.#excusedMs += excusedMs;
    this.#beatMs = Math.min(nowMs, this.#beatMs + excusedMs);
    this.#movedMs = Math.min(nowMs, this.#movedMs + excusedMs);
  }
}
