import type { OperationHandler } from '../../http/operation-handler.ts';
import { refreshRooms } from '../../tenants/refresh-rooms.ts';

/** What is left out keeps its value. Rooms keep their own policies and allow what both do. */
export const updateTenantPolicies: OperationHandler<'updateTenantPolicies'> = {
  async inTransaction(repos, { body }) {
    return { body: await repos.tenant.changePolicies(body) };
  },

  after: ({ credential }, context) => refreshRooms(credential.tenantId, context),
};
