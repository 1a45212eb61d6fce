import { CloudMeetError } from '@cloudmeet/contracts';
import type { ApiKeyRecord, Database } from '@cloudmeet/database';
import { sha256Hex } from '@cloudmeet/service-kit';
import { createShortMemory } from '../memory/short-memory.ts';
import { looksLikeApiKey } from './api-key-text.ts';
import type { ApiKeyKind } from './api-key-text.ts';

/** Who is asking. The tenant comes from here and from nowhere else. */
export interface Credential {
  tenantId: string;
  apiKeyId: string;
  kind: ApiKeyKind;
}

export interface Authenticator {
  /**
   * The credential of an `Authorization` header.
   * @throws CloudMeetError `unauthenticated`, `invalid-credential`, `unavailable`
   */
  authenticate(authorization: string | undefined): Promise<Credential>;
  /** A key was revoked: from now on it is not believed here. */
  forget(apiKeyId: string): void;
}

export interface AuthenticatorOptions {
  database: Pick<Database, 'forTenant' | 'system'>;
  /** A key revoked by another process is believed for this long at most. Default 1,000. */
  rememberMs?: number;
  /** `lastUsedAt` is written at most this often for each key. Default 60,000. */
  touchEveryMs?: number;
  nowMs?: () => number;
  /** Told when `lastUsedAt` could not be written: the request goes on. */
  onTouchError?: (error: unknown) => void;
}

const bearer = /^Bearer +([^ ]+) *$/i;

function keyOf(authorization: string | undefined): string {
  const [, key] = bearer.exec(authorization ?? '') ?? [];
  if (key === undefined) throw new CloudMeetError('unauthenticated');
  if (!looksLikeApiKey(key)) throw new CloudMeetError('invalid-credential');
  return key;
}

/** Authenticates API keys by their hash. Unknown and revoked keys are answered alike. */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { database, rememberMs = 1000, touchEveryMs = 60_000, nowMs = Date.now } = options;
  const memory = createShortMemory<ApiKeyRecord>({ ttlMs: rememberMs, nowMs });
  const touchedAtMs = new Map<string, number>();

  const find = async (hash: string) => {
    const found = await database.system.findApiKey(hash);
    return found && found.revokedAt === null ? found : undefined;
  };

  const isTouchDue = ({ id, lastUsedAt }: ApiKeyRecord) => {
    const lastMs = touchedAtMs.get(id) ?? lastUsedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
    return nowMs() - lastMs >= touchEveryMs;
  };

  const touch = async ({ id, tenantId }: ApiKeyRecord) => {
    touchedAtMs.set(id, nowMs());
    await database
      .forTenant({ tenantId })
      .transaction((repos) => repos.apiKeys.touch(id, { everyMs: touchEveryMs }))
      .catch((error: unknown) => options.onTouchError?.(error));
  };

  return {
    async authenticate(authorization) {
      const hash = sha256Hex(keyOf(authorization));
      const record = await memory.get(hash, () => find(hash));
      if (!record) throw new CloudMeetError('invalid-credential');
      if (isTouchDue(record)) await touch(record);
      return { tenantId: record.tenantId, apiKeyId: record.id, kind: record.kind };
    },
    forget(apiKeyId) {
      touchedAtMs.delete(apiKeyId);
      memory.forget((record) => record.id === apiKeyId);
    },
  };
}
