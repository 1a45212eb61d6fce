import type { OperationHandler } from '../../http/operation-handler.ts';
import { presentTenant } from '../../tenants/tenant-body.ts';

export const getBranding: OperationHandler<'getBranding'> = {
  async inTransaction(repos) {
    return { body: presentTenant(await repos.tenant.find()).branding };
  },
};
