import type { OperationHandler } from '../../http/operation-handler.ts';
import { presentTenant } from '../../tenants/tenant-body.ts';

/** An address elsewhere that the branding names stays. */
export const removeLogo: OperationHandler<'removeLogo'> = {
  async inTransaction(repos, _request, { publicApiUrl }) {
    await repos.logo.remove();
    const { branding } = presentTenant(await repos.tenant.find());
    const { logoUrl, ...rest } = branding;
    if (logoUrl?.startsWith(`${publicApiUrl}/branding/`)) await repos.tenant.update({ branding: rest });
    return {};
  },
};
