import { CloudMeetError } from '@cloudmeet/contracts';
import { showChecked } from '../../budgets/show-checked.ts';
import { meterTenant } from '../../history/meter-tenant.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const updateBudget: OperationHandler<'updateBudget'> = {
  before: ({ credential }, { database }) => meterTenant(database, credential),

  async inTransaction(repos, { params, body }, { nowMs }) {
    const now = new Date(nowMs());
    const present = await repos.budgets.lock(params.budgetId, now);
    const budget = present && (await repos.budgets.update(present.id, body, now));
    if (!budget) throw new CloudMeetError('not-found');
    return { body: await showChecked(repos, budget, now) };
  },
};
