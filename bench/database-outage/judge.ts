import { percentile, round } from '../load/statistics.ts';
import type { Sample } from './run-client.ts';

/** One part of the run. */
export interface Phase {
  requests: number;
  p50Ms: number;
  p99Ms: number;
  /** How many of each code. */
  errors: Record<string, number>;
}

export interface Verdict {
  phases: { before: Phase; during: Phase; after: Phase };
  /** From the first connection that PostgreSQL takes to the last request that failed. */
  recoveryMs: number;
  slowestMs: number;
  /** Errors other than a typed 503 with Retry-After. */
  untyped: number;
  met: boolean;
}

/** An answer that takes longer than the time-outs add up to is a hang. */
const hangMs = 7000;
const recoveryTargetMs = 2000;

function phaseOf(samples: readonly Sample[]): Phase {
  const durations = samples.map(({ durationMs }) => durationMs);
  const failed = samples.filter(({ outcome }) => outcome !== 'ok');
  const byCode = Object.groupBy(failed, ({ outcome }) => outcome);
  return {
    requests: samples.length,
    p50Ms: round(percentile(durations, 0.5), 1),
    p99Ms: round(percentile(durations, 0.99), 1),
    errors: Object.fromEntries(Object.entries(byCode).map(([code, all]) => [code, all?.length ?? 0])),
  };
}

/** What the samples say about an outage. */
export function judge(samples: readonly Sample[], when: { downAtMs: number; upAtMs: number }): Verdict {
  const { downAtMs, upAtMs } = when;
  const failed = samples.filter(({ outcome }) => outcome !== 'ok');
  const untyped = failed.filter(({ outcome, saysWhen }) => outcome !== 'unavailable' || !saysWhen).length;
  const endOf = ({ sentAtMs, durationMs }: Sample) => sentAtMs + durationMs;
  // What was under way when the database went, or when it came back, met the outage.
  const before = samples.filter((sample) => endOf(sample) < downAtMs);
  const after = samples.filter(({ sentAtMs }) => sentAtMs >= upAtMs);
  const during = samples.filter((sample) => endOf(sample) >= downAtMs && sample.sentAtMs < upAtMs);
  const recoveryMs = round(Math.max(0, ...failed.map((sample) => endOf(sample) - upAtMs)), 0);
  const slowestMs = round(Math.max(0, ...samples.map(({ durationMs }) => durationMs)), 1);
  const phases = {
    before: phaseOf(before),
    during: phaseOf(during),
    after: phaseOf(after),
  };
  const calm = Object.keys(phases.before.errors).length === 0;
  const met = calm && untyped === 0 && slowestMs < hangMs && recoveryMs < recoveryTargetMs;
  return { phases, recoveryMs, slowestMs, untyped, met };
}
