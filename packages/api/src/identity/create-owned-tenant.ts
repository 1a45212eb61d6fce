import { newId } from '@cloudmeet/contracts';
import type { Database, TenantRecord } from '@cloudmeet/database';
import { currentContext } from '@cloudmeet/service-kit';

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
    await repos.audit.append({
      ...{ at: new Date(), action: 'createTenant', targetType: 'tenant', targetId: tenantId },
      ...{ actor: { type: 'user', id: owner.userId, label: owner.email }, outcome: 'done' },
      ...{ requestId: currentContext()?.requestId ?? 'none', detail: { body: { name } } },
    });
    return tenant;
  });
}
