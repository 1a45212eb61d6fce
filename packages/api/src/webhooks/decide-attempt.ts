import type { WebhookOutcome } from '@cloudmeet/contracts';
import type { WebhookVerdict } from '@cloudmeet/database';

const minute = 60;
const hour = 60 * minute;

/** Seconds after the first, second, … failed try: the schedule that Standard Webhooks 1.0 recommends, 76 hours in all. */
export const retrySeconds = [
  ...[5, 5 * minute, 30 * minute, 2 * hour, 5 * hour],
  ...[10 * hour, 14 * hour, 20 * hour, 24 * hour],
] as const;

/** Up to a tenth later, never earlier: endpoints that failed together are not tried together. */
const jitter = 0.1;
/** Webhooks that waited behind another one have their age counted, not that one's tries. */
export const giveUpAfterMs = 96 * hour * 1000;
const retryAfterSecondsMax = 24 * hour;
const gone = 410;

export interface AttemptFacts {
  outcome: WebhookOutcome;
  /** Failed tries before this one. */
  tries: number;
  madeAtMs: number;
  nowMs: number;
  /** Uniform in [0, 1). */
  random: () => number;
}

/** What becomes of a delivery after an attempt, and whether its endpoint says that it is gone. */
export function decideAttempt(facts: AttemptFacts): { verdict: WebhookVerdict; gone: boolean } {
  const { outcome, tries, madeAtMs, nowMs, random } = facts;
  if (outcome.failure === undefined && outcome.status !== undefined)
    return { verdict: { status: 'delivered' }, gone: false };
  if (outcome.status === gone) return { verdict: { status: 'failed' }, gone: true };
  const scheduled = retrySeconds[tries];
  if (scheduled === undefined) return { verdict: { status: 'failed' }, gone: false };
  const asked = Math.min(outcome.retryAfterSeconds ?? 0, retryAfterSecondsMax);
  const delayMs = Math.max(scheduled, asked) * 1000 * (1 + jitter * random());
  if (nowMs + delayMs - madeAtMs > giveUpAfterMs) return { verdict: { status: 'failed' }, gone: false };
  return { verdict: { status: 'pending', nextAttemptAt: new Date(nowMs + delayMs) }, gone: false };
}
