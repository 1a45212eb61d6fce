import type { OperationHandler } from '../../http/operation-handler.ts';
import { presentTenant, tenantBody } from '../../tenants/tenant-body.ts';

export const updateTenant: OperationHandler<'updateTenant'> = {
  async inTransaction(repos, { body }) {
    return { body: tenantBody(presentTenant(await repos.tenant.update({ name: body.name }))) };
  },
};
