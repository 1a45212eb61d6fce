import { newId } from '@cloudmeet/contracts';
import type { Database, TenantRecord } from '@cloudmeet/database';

/** Makes a tenant that belongs to a person: both or neither. */
export async function createOwnedTenant(
  database: Database,
  owner: { userId: string; email: string },
  name: string,
): Promise<TenantRecord> {
  const tenantId = newId('tenant');
  return database.forTenant({ tenantId }).transaction(async (repos) => {
    const tenant = await repos.tenant.create({ name });
    await repos.members.set(owner.userId, 'owner');
    return tenant;
  });
}
