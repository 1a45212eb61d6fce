import type { OperationHandler } from '../../http/operation-handler.ts';

export const getTenantPolicies: OperationHandler<'getTenantPolicies'> = {
  async inTransaction(repos) {
    return { body: await repos.tenant.policies() };
  },
};
