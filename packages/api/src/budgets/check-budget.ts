import type { ThresholdEvent } from '@cloudmeet/contracts';
import type { BudgetRecord, Repositories } from '@cloudmeet/database';
import type { CalendarMonth } from './calendar-month.ts';
import { usedOf } from './used-of.ts';

/** Thresholds that are met and were not told in this month, lowest first. */
export function metThresholds(
  { limit, thresholds, crossings }: Pick<BudgetRecord, 'limit' | 'thresholds' | 'crossings'>,
  month: string,
  used: number,
): number[] {
  const isTold = (threshold: number) =>
    crossings.some((one) => one.month === month && one.threshold === threshold);
  return thresholds
    .filter((threshold) => used >= (limit * threshold) / 100 && !isTold(threshold))
    .sort((a, b) => a - b);
}

/**
 * Tells of each threshold that is met, once a month: the note that it was told and the webhook are one transaction, so
 * neither a retry nor another node tells it again. The budget has to be locked. Do it last in a unit of work.
 * @returns the budget with what was added, and what was used of it
 */
export async function checkBudget(
  repos: Pick<Repositories, 'budgets' | 'outbox' | 'usage'>,
  budget: BudgetRecord,
  { month, now }: { month: CalendarMonth; now: Date },
): Promise<{ budget: BudgetRecord; used: number }> {
  const used = await usedOf(repos, budget, { month, now });
  const { id, metric, externalId, limit } = budget;
  const crossings = [...budget.crossings];
  for (const threshold of metThresholds(budget, month.name, used)) {
    const crossing = { month: month.name, threshold, used, at: now };
    if (!(await repos.budgets.cross(id, crossing))) continue;
    crossings.push(crossing);
    const data: ThresholdEvent['data'] = {
      ...{ budgetId: id, metric, externalId, month: month.name, limit, threshold, used },
    };
    await repos.outbox.enqueue({ type: 'usage.threshold', payload: data });
  }
  return { budget: { ...budget, crossings }, used };
}
