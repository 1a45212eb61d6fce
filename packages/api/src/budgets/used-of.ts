import type { BudgetMetric } from '@cloudmeet/contracts';
import type { BudgetRecord, Repositories, UsageRequest } from '@cloudmeet/database';
import { minutes } from '../history/usage-report.ts';
import type { CalendarMonth } from './calendar-month.ts';

type Look = (
  usage: Repositories['usage'],
  which: Pick<UsageRequest, 'from' | 'to' | 'externalId'>,
  now: Date,
) => Promise<number>;

/** What of the usage report each metric is, found alone. */
const looks: Record<BudgetMetric, Look> = {
  async participantMinutes(usage, which) {
    const [total] = await usage.report({ ...which, groupBy: 'total', rowsMax: 1 });
    return total ? minutes(total.p2pMs + total.mixedMs + total.streamMs) : 0;
  },
  recordingMinutes: async (usage, which, now) => minutes((await usage.captured(which, now)).recordingMs),
  streamingMinutes: async (usage, which, now) => minutes((await usage.captured(which, now)).streamingMs),
  storedBytes: (usage, which) => usage.stored(which),
};

/** What was used of a budget in a month, as the usage report says it. */
export function usedOf(
  { usage }: Pick<Repositories, 'usage'>,
  { metric, externalId }: Pick<BudgetRecord, 'metric' | 'externalId'>,
  { month: { from, to }, now }: { month: CalendarMonth; now: Date },
): Promise<number> {
  return looks[metric](usage, { from, to, externalId: externalId ?? undefined }, now);
}
