import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const deleteBudget: OperationHandler<'deleteBudget'> = {
  async inTransaction(repos, { params }) {
    if (!(await repos.budgets.remove(params.budgetId))) throw new CloudMeetError('not-found');
    return {};
  },
};
