import { limits } from '@cloudmeet/contracts';
import type { UsageReport, UsageRow } from '@cloudmeet/contracts';
import type { CapturedTotals, UsageRequest, UsageTotals } from '@cloudmeet/database';

/** Minutes to three decimals, which is what 60 ms are. */
export const minutes = (ms: number) => Math.round(ms / 60) / 1000;

function toRow({ key, name, p2pMs, mixedMs, streamMs, sessions, participants }: UsageTotals): UsageRow {
  return {
    ...{ key, name, sessions, participants },
    participantMinutes: {
      total: minutes(p2pMs + mixedMs + streamMs),
      ...{ p2p: minutes(p2pMs), mixed: minutes(mixedMs), stream: minutes(streamMs) },
    },
  };
}

/** The first of `totals` is the sum of the others. */
export function usageReport(
  { from, to, groupBy }: Pick<UsageRequest, 'from' | 'to' | 'groupBy'>,
  totals: readonly UsageTotals[],
  captured: CapturedTotals & { storedBytes: number },
): UsageReport {
  const [whole, ...rows] = totals;
  if (!whole) throw new Error('There is no total.');
  return {
    ...{ from, to, groupBy, total: toRow(whole) },
    rows: groupBy === 'total' ? [] : rows.slice(0, limits.usageRowsMax).map(toRow),
    recordingMinutes: minutes(captured.recordingMs),
    streamingMinutes: minutes(captured.streamingMs),
    storedBytes: captured.storedBytes,
    truncated: rows.length > limits.usageRowsMax,
  };
}
