import type { OperationHandler } from '../../http/operation-handler.ts';
import { presentTenant } from '../../tenants/tenant-body.ts';

/** Branding is replaced as a whole: a field that is left out is back at its default. */
export const updateBranding: OperationHandler<'updateBranding'> = {
  async inTransaction(repos, { body }) {
    return { body: presentTenant(await repos.tenant.update({ branding: body })).branding };
  },
};
