import { mergePolicies } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { refreshRooms } from '../../tenants/refresh-rooms.ts';

/** What is left out keeps its value. Rooms keep their own policies and allow what both do. */
export const updateTenantPolicies: OperationHandler<'updateTenantPolicies'> = {
  async inTransaction(repos, { body }) {
    const policies = mergePolicies(await repos.tenant.policies(), body);
    await repos.tenant.setPolicies(policies);
    return { body: policies };
  },

  after: ({ credential }, context) => refreshRooms(credential.tenantId, context),
};
