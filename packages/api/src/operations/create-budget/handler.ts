import { CloudMeetError, defaultThresholds, limits, newId } from '@cloudmeet/contracts';
import { showChecked } from '../../budgets/show-checked.ts';
import { meterTenant } from '../../history/meter-tenant.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const createBudget: OperationHandler<'createBudget'> = {
  before: ({ credential }, { database }) => meterTenant(database, credential),

  async inTransaction(repos, { body }, { nowMs }) {
    const { metric, limit, thresholds = defaultThresholds, externalId = null } = body;
    const now = new Date(nowMs());
    const input = { id: newId('budget'), metric, limit, thresholds, externalId, createdAt: now };
    const outcome = await repos.budgets.create(input, { max: limits.budgetsMax });
    if (outcome.status === 'exists')
      throw new CloudMeetError('conflict', { detail: 'There is such a budget already; change that one.' });
    if (outcome.status === 'limit-reached') throw new CloudMeetError('limit-reached');
    return { body: await showChecked(repos, outcome.budget, now) };
  },
};
