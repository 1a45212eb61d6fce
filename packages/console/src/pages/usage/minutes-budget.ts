import type { Budget } from '../../api/api.ts';
import type { ChartBar } from './chart-bars.ts';

/** What all rooms together may use in a month, in participant minutes: the smallest when there are several. */
export function minutesBudgetOf(budgets: readonly Budget[]): number | undefined {
  const limits = budgets
    .filter(({ metric, externalId }) => metric === 'participantMinutes' && externalId === null)
    .map(({ limit }) => limit);
  return limits.length === 0 ? undefined : Math.min(...limits);
}

/** The first day on which more than the budget is used, or will be at this pace; undefined when it suffices. */
export function passingDay(bars: readonly ChartBar[], budget: number): ChartBar | undefined {
  return bars.find(({ total }) => total > budget);
}
