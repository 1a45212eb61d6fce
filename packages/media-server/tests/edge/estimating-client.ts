interface Arrival {
  atMs: number;
  bytes: number;
  queueMs: number;
}

const lookMs = 100;
const windowMs = 1000;
const backOff = 0.85;
const growthASecond = 1.08;
/** A queue of so much that does not get shorter is too much. */
const lateMs = 30;
/** What clients say once at least. */
const estimateEveryMs = 1000;
const firstBps = 300_000;
/** What a report has on the way back. */
const backMs = 20;

/**
 * A client that says what it can receive as browsers do (draft-ietf-rmcat-gcc-02): it backs off to a share of what came
 * once the queue of the path grows, and otherwise grows by some percent a second, to half more than comes.
 */
export class EstimatingClient {
  readonly #waiting: Arrival[] = [];
  readonly #recent: Arrival[] = [];
  #estimateBps = firstBps;
  #expected = 0;
  #lost = 0;
  #queueMs = 0;
  #lateLooks = 0;
  #lookedMs = 0;
  #reportedMs = 0;
  #saidBps = firstBps;

  comes(atMs: number, bytes: number, queueMs: number, isPicture: boolean): void {
    this.#waiting.push({ atMs: atMs + backMs, bytes, queueMs });
    if (isPicture) this.#expected += 1;
  }

  misses(): void {
    this.#expected += 1;
    this.#lost += 1;
  }

  /** What it says now; null: nothing. */
  report(nowMs: number, everyMs: number) {
    if (nowMs - this.#lookedMs >= lookMs) this.#look(nowMs);
    const fell = this.#estimateBps < this.#saidBps * 0.97;
    if (!fell && nowMs - this.#reportedMs < Math.min(everyMs, estimateEveryMs)) return null;
    this.#reportedMs = nowMs;
    this.#saidBps = this.#estimateBps;
    return {
      estimateBps: this.#estimateBps,
      expected: this.#expected,
      lost: this.#lost,
      queueMs: this.#queueMs,
    };
  }

  #look(nowMs: number): void {
    this.#lookedMs = nowMs;
    const before = this.#queueMs;
    while ((this.#waiting[0]?.atMs ?? Infinity) <= nowMs) {
      const arrival = this.#waiting.shift();
      if (arrival) this.#recent.push(arrival);
    }
    while (nowMs - (this.#recent[0]?.atMs ?? nowMs) > windowMs) this.#recent.shift();
    this.#queueMs = this.#recent.at(-1)?.queueMs ?? 0;
    const isLate = this.#queueMs > lateMs && this.#queueMs >= before - 5;
    this.#lateLooks = isLate ? this.#lateLooks + 1 : 0;
    const incomingBps = (this.#recent.reduce((all, { bytes }) => all + bytes, 0) * 8000) / windowMs;
    if (this.#lateLooks >= 2) this.#estimateBps = Math.min(this.#estimateBps, backOff * incomingBps);
    else if (!isLate) {
      const grown = this.#estimateBps * growthASecond ** (lookMs / 1000);
      this.#estimateBps = Math.max(this.#estimateBps, Math.min(grown, 1.5 * incomingBps + 10_000));
    }
  }
}
