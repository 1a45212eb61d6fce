import type { Budget } from '@cloudmeet/contracts';
import type { BudgetRecord } from '@cloudmeet/database';

/** A budget as the API shows it in a month (`2026-11`). */
export function budgetBody(budget: BudgetRecord, month: string, used: number): Budget {
  const { id, metric, externalId, limit, thresholds, createdAt, updatedAt, crossings } = budget;
  return {
    ...{ id, metric, externalId, limit, month, used },
    thresholds: thresholds.toSorted((a, b) => a - b),
    crossed: crossings
      .filter((one) => one.month === month)
      .map(({ threshold, used: usedThen, at }) => ({ threshold, used: usedThen, at: at.toISOString() })),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
