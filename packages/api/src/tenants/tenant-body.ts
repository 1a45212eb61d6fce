import { CloudMeetError } from '@cloudmeet/contracts';
import type { Tenant } from '@cloudmeet/contracts';
import type { TenantRecord } from '@cloudmeet/database';

/** The tenant of a credential that was just believed. @throws CloudMeetError `invalid-credential` when it is gone */
export function presentTenant(tenant: TenantRecord | null): TenantRecord {
  if (!tenant) throw new CloudMeetError('invalid-credential');
  return tenant;
}

export function tenantBody({ id, name, createdAt }: TenantRecord): Tenant {
  return { id, name, createdAt: createdAt.toISOString() };
}
