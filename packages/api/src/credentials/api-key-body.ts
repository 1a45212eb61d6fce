import type { ApiKey } from '@cloudmeet/contracts';
import type { ApiKeyRecord } from '@cloudmeet/database';

export function apiKeyBody(record: ApiKeyRecord): ApiKey {
  const { id, name, kind, prefix, createdAt, lastUsedAt, scopes, expiresAt } = record;
  return {
    id,
    name,
    kind,
    prefix,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    scopes,
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}
