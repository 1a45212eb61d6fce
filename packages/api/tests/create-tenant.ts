import { newId } from '@cloudmeet/contracts';
import type { Database } from '@cloudmeet/database';
import { newApiKey } from '../src/index.ts';

export interface TestTenant {
  tenantId: string;
  name: string;
  apiKey: string;
  apiKeyId: string;
}

/** A new tenant with one API key. */
export async function createTenant(
  database: Database,
  name: string,
  kind: 'test' | 'live' = 'test',
): Promise<TestTenant> {
  const tenantId = newId('tenant');
  const apiKeyId = newId('apiKey');
  const { key, prefix, hash } = newApiKey(kind);
  await database.forTenant({ tenantId }).transaction(async (repos) => {
    await repos.tenant.create({ name });
    await repos.apiKeys.create({ id: apiKeyId, name: 'first', kind, prefix, hash });
  });
  return { tenantId, name, apiKey: key, apiKeyId };
}
