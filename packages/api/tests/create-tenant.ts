import { newId } from '@cloudmeet/contracts';
import type { Database } from '@cloudmeet/database';
import type { Accounts } from '@cloudmeet/platform/identity';
import { newApiKey } from '../src/index.ts';
import { signInMember } from './sign-in-member.ts';

export interface TestTenant {
  tenantId: string;
  name: string;
  apiKey: string;
  apiKeyId: string;
  /** Access token of somebody who owns the tenant. */
  ownerToken: string;
  ownerId: string;
}

/** A new tenant with one API key and one owner. */
export async function createTenant(
  world: { database: Database; accounts: Accounts },
  name: string,
  kind: 'test' | 'live' = 'test',
): Promise<TestTenant> {
  const tenantId = newId('tenant');
  const apiKeyId = newId('apiKey');
  const { key, prefix, hash } = newApiKey(kind);
  await world.database.forTenant({ tenantId }).transaction(async (repos) => {
    await repos.tenant.create({ name });
    await repos.apiKeys.create({ id: apiKeyId, name: 'first', kind, prefix, hash });
  });
  const owner = await signInMember(world, { tenantId, role: 'owner' }, `Owner of ${name}`);
  return {
    ...{ tenantId, name, apiKey: key, apiKeyId },
    ...{ ownerToken: owner.accessToken, ownerId: owner.userId },
  };
}
