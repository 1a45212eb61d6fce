import type { OperationHandler } from '../../http/operation-handler.ts';
import { presentTenant, tenantBody } from '../../tenants/tenant-body.ts';

export const getTenant: OperationHandler<'getTenant'> = {
  async inTransaction(repos) {
    return { body: tenantBody(presentTenant(await repos.tenant.find())) };
  },
};
