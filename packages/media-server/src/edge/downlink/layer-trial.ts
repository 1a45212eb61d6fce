const rampMs = 3000;
const holdMs = 1000;
/** An estimate that has not begun to grow by then does not any more. */
const patienceMs = 3000;
/** While what is sent grows, the estimate of a path that carries it grows, too. */
const growthMin = 1.05;
/** A path that says less than it did, by more than its rounding, has found its end. */
const fallMin = 0.97;
const lossMore = 0.06;
const packetsMin = 30;
/** A queue that has grown by so much, in two reports one after the other, grows on. */
const queueMs = 50;
/** One that has grown by so much is no jitter. */
const queueMaxMs = 100;

/** What a trial sees of the path. */
export interface TrialView {
  nowMs: number;
  estimateBps: number | null;
  /** Of the latest report; null where none came since. */
  roundTripMs: number | null;
  /** Packets since the beginning that were to come, and those that were lost, as reported. */
  expected: number;
  lost: number;
}

export interface TrialPlan extends TrialView {
  /** What is sent now, and what would be. */
  fromBps: number;
  toBps: number;
  /** Share that is lost without a trial, and how long the way is then. */
  usualLoss: number;
  usualRoundTripMs: number;
}

/**
 * Whether a path carries more: what is sent grows little by little up to that, by packets that are sent once more, so that the
 * queue of a path that does not carry it grows slowly and the trial ends before anything is lost.
 */
export class LayerTrial {
  readonly #plan: TrialPlan;
  #estimateBps: number | null;
  #late = 0;

  constructor(plan: TrialPlan) {
    this.#plan = plan;
    this.#estimateBps = plan.estimateBps;
  }

  /** What is to be sent on top of what is sent anyway. */
  extraBps(nowMs: number): number {
    const { fromBps, toBps, nowMs: beganMs } = this.#plan;
    return Math.max(0, toBps - fromBps) * Math.min(1, (nowMs - beganMs) / rampMs);
  }

  /** Null: not yet. */
  verdict(view: TrialView): 'carries' | 'too-much' | null {
    if (this.#isTooMuch(view)) return 'too-much';
    const elapsedMs = view.nowMs - this.#plan.nowMs;
    if (elapsedMs < rampMs + holdMs) return null;
    const { estimateBps: first } = this.#plan;
    if (first === null || view.estimateBps === null || view.estimateBps >= first * growthMin)
      return 'carries';
    return elapsedMs > rampMs + holdMs + patienceMs ? 'too-much' : null;
  }

  #isTooMuch({ estimateBps, roundTripMs, expected, lost }: TrialView): boolean {
    const before = this.#estimateBps;
    this.#estimateBps = estimateBps;
    if (before !== null && estimateBps !== null && estimateBps < before * fallMin) return true;
    const packets = expected - this.#plan.expected;
    const share = (lost - this.#plan.lost) / Math.max(1, packets);
    if (packets >= packetsMin && share > this.#plan.usualLoss + lossMore) return true;
    if (roundTripMs === null) return false;
    const moreMs = roundTripMs - this.#plan.usualRoundTripMs;
    this.#late = moreMs > queueMs ? this.#late + 1 : 0;
    return this.#late >= 2 || moreMs > queueMaxMs;
  }
}
