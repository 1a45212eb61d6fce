import type { BudgetRecord, Database, Repositories } from '@cloudmeet/database';
import type { Logger } from '@cloudmeet/service-kit';
import { calendarMonth } from './calendar-month.ts';
import type { CalendarMonth } from './calendar-month.ts';
import { checkBudget } from './check-budget.ts';

export interface DueBudgetsOptions {
  database: Pick<Database, 'forTenant' | 'history'>;
  logger: Pick<Logger, 'warn'>;
  now: Date;
  /** A budget is looked at again after this. Default 15,000. */
  everyMs?: number | undefined;
}

const budgetsAtOnce = 200;
/** Use of a month's last days is counted into the next: meetings go on over midnight. */
const lateMs = 2 * 86_400_000;

/**
 * The months that a budget is looked at for: the present one, and for a while the one before, as far as the budget was
 * then what it is now. What is stored was not kept for the past.
 */
export function monthsOf(
  { metric, updatedAt }: Pick<BudgetRecord, 'metric' | 'updatedAt'>,
  now: Date,
): CalendarMonth[] {
  const present = calendarMonth(now);
  const startMs = Date.parse(present.from);
  const isLate = now.getTime() - startMs < lateMs && updatedAt.getTime() < startMs;
  return isLate && metric !== 'storedBytes' ? [calendarMonth(now, -1), present] : [present];
}

async function checkDue(repos: Repositories, id: string, now: Date, everyMs: number): Promise<void> {
  const budget = await repos.budgets.lock(id, now);
  // another process was faster
  if (!budget || budget.checkAt > now) return;
  await repos.budgets.checkLater(id, new Date(now.getTime() + everyMs));
  for (const month of monthsOf(budget, now)) await checkBudget(repos, budget, { month, now });
}

/** What was undone with its look counts as a look all the same: it must not come first again, before all others. */
async function putOff(
  database: DueBudgetsOptions['database'],
  { tenantId, id }: { tenantId: string; id: string },
  until: Date,
): Promise<void> {
  await database.forTenant({ tenantId }).transaction((repos) => repos.budgets.checkLater(id, until));
}

/** Looks at budgets that are due, each in its own transaction: one that fails keeps no other from being told. */
export async function checkDueBudgets(options: DueBudgetsOptions): Promise<void> {
  const { database, logger, now, everyMs = 15_000 } = options;
  for (const { tenantId, id } of await database.history.listDueBudgets(now, budgetsAtOnce))
    await database
      .forTenant({ tenantId })
      .transaction((repos) => checkDue(repos, id, now, everyMs))
      .catch(async (err: unknown) => {
        logger.warn({ err, budgetId: id }, 'A budget was not looked at');
        await putOff(database, { tenantId, id }, new Date(now.getTime() + everyMs));
      });
}
