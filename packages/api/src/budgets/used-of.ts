import type { BudgetMetric, UsageReport } from '@cloudmeet/contracts';
import type { BudgetRecord, Repositories } from '@cloudmeet/database';
import { usageReport } from '../history/usage-report.ts';
import type { CalendarMonth } from './calendar-month.ts';

type Used = Pick<UsageReport, 'total' | Exclude<BudgetMetric, 'participantMinutes'>>;

function read(report: Used, metric: BudgetMetric): number {
  return metric === 'participantMinutes' ? report.total.participantMinutes.total : report[metric];
}

/** Says what was used of budgets in a month, as the usage report says it. Budgets of one externalId share a look. */
export function createUsedOf(
  repos: Pick<Repositories, 'usage'>,
  { from, to }: CalendarMonth,
  now: Date,
): (budget: Pick<BudgetRecord, 'metric' | 'externalId'>) => Promise<number> {
  const known = new Map<string | null, Used>();
  const look = async (externalId: string | null) => {
    const which = { from, to, groupBy: 'total', externalId: externalId ?? undefined } as const;
    const totals = await repos.usage.report({ ...which, rowsMax: 1 });
    return usageReport(which, totals, await repos.usage.captured(which, now));
  };
  return async ({ metric, externalId }) => {
    const report = known.get(externalId) ?? (await look(externalId));
    known.set(externalId, report);
    return read(report, metric);
  };
}
