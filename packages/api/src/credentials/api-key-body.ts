import type { ApiKey } from '@cloudmeet/contracts';
import type { ApiKeyRecord } from '@cloudmeet/database';

export function apiKeyBody({ id, name, kind, prefix, createdAt, lastUsedAt }: ApiKeyRecord): ApiKey {
  return {
    id,
    name,
    kind,
    prefix,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
