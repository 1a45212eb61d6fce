import type { Budget } from '@cloudmeet/contracts';
import { budgetBody } from '../../budgets/budget-body.ts';
import { calendarMonth } from '../../budgets/calendar-month.ts';
import { usedOf } from '../../budgets/used-of.ts';
import { meterTenant } from '../../history/meter-tenant.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const listBudgets: OperationHandler<'listBudgets'> = {
  async handle({ credential, query }, { database, nowMs }) {
    const now = new Date(nowMs());
    const month = calendarMonth(now);
    await meterTenant(database, credential);
    const page = await database.forTenant(credential).transaction(async (repos) => {
      const { data, nextCursor } = await repos.budgets.list(query, now);
      const shown: Budget[] = [];
      for (const budget of data)
        shown.push(budgetBody(budget, month.name, await usedOf(repos, budget, { month, now })));
      return { data: shown, nextCursor };
    });
    return { body: page };
  },
};
