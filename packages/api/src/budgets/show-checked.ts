import type { Budget } from '@cloudmeet/contracts';
import type { BudgetRecord, Repositories } from '@cloudmeet/database';
import { budgetBody } from './budget-body.ts';
import { calendarMonth } from './calendar-month.ts';
import { checkBudget } from './check-budget.ts';

/** A budget that was just set: what is met already is told now, with the change itself. */
export async function showChecked(repos: Repositories, budget: BudgetRecord, now: Date): Promise<Budget> {
  const month = calendarMonth(now);
  const { budget: checked, used } = await checkBudget(repos, budget, { month, now });
  return budgetBody(checked, month.name, used);
}
