import { CloudMeetError } from '@cloudmeet/contracts';
import type { ApiKeyRecord, Database } from '@cloudmeet/database';
import type { Identity, Person, Principal } from '@cloudmeet/platform/identity';
import { sha256Hex } from '@cloudmeet/service-kit';
import { createShortMemory } from '../memory/short-memory.ts';
import { looksLikeApiKey } from './api-key-text.ts';
import type { Credential, KeyCredential, MemberCredential } from './credential.ts';

export interface Authenticator {
  /**
   * The credential of an `Authorization` header; `tenantId` is what `CloudMeet-Tenant` says.
   * @throws CloudMeetError `unauthenticated`, `invalid-credential`, `no-membership`, `unavailable`
   */
  authenticate(authorization: string | undefined, tenantId?: string): Promise<Credential>;
  /**
   * The person of an `Authorization` header, whatever their tenants.
   * @throws CloudMeetError `unauthenticated`, `invalid-credential`, `scope-missing` for an API key, `unavailable`
   */
  authenticatePerson(authorization: string | undefined): Promise<Person>;
  /** A key was revoked: from now on it is not believed here. */
  forget(apiKeyId: string): void;
  /** Something about a person changed here: role, membership, session. */
  forgetPerson(userId: string): void;
}

export interface AuthenticatorOptions {
  database: Pick<Database, 'forTenant' | 'system'>;
  identity: Pick<Identity, 'verify'>;
  /** What another process revoked is believed for this long at most. Default 1,000. */
  rememberMs?: number;
  /** `lastUsedAt` is written at most this often for each key. Default 60,000. */
  touchEveryMs?: number;
  nowMs?: () => number;
  /** Told when `lastUsedAt` could not be written: the request goes on. */
  onTouchError?: (error: unknown) => void;
}

const bearer = /^Bearer +([^ ]+) *$/i;
const looksLikeJwt = /^[\w-]+\.[\w-]+\.[\w-]+$/;

function bearerOf(authorization: string | undefined): string {
  const [, text] = bearer.exec(authorization ?? '') ?? [];
  if (text === undefined) throw new CloudMeetError('unauthenticated');
  return text;
}

/** The tenant that is named, else the one that was joined first. */
function memberOf(person: Person, tenantId: string | undefined): MemberCredential {
  const membership =
    tenantId === undefined
      ? person.memberships[0]
      : person.memberships.find((one) => one.tenantId === tenantId);
  if (!membership) throw new CloudMeetError('no-membership');
  return { type: 'user', tenantId: membership.tenantId, role: membership.role, person, kind: 'live' };
}

function keyCredential(record: ApiKeyRecord): KeyCredential {
  const { id, tenantId, name, kind, scopes } = record;
  return { type: 'api-key', tenantId, apiKeyId: id, name, kind, scopes };
}

/** Notes that keys are used, without making a write of every read. */
function createToucher(options: AuthenticatorOptions) {
  const { database, touchEveryMs = 60_000, nowMs = Date.now } = options;
  const touchedAtMs = new Map<string, number>();
  const isDue = ({ id, lastUsedAt }: ApiKeyRecord) => {
    const lastMs = touchedAtMs.get(id) ?? lastUsedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
    return nowMs() - lastMs >= touchEveryMs;
  };
  return {
    async touch(record: ApiKeyRecord): Promise<void> {
      if (!isDue(record)) return;
      const { id, tenantId } = record;
      touchedAtMs.set(id, nowMs());
      await database
        .forTenant({ tenantId })
        .transaction((repos) => repos.apiKeys.touch(id, { everyMs: touchEveryMs }))
        .catch((error: unknown) => options.onTouchError?.(error));
    },
    forget: (id: string) => touchedAtMs.delete(id),
  };
}

/** Authenticates API keys by their hash and people by their access token. Unknown and revoked are answered alike. */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { database, identity, rememberMs = 1000, nowMs = Date.now } = options;
  const keys = createShortMemory<ApiKeyRecord>({ ttlMs: rememberMs, nowMs });
  const people = createShortMemory<Principal>({ ttlMs: rememberMs, nowMs });
  const toucher = createToucher(options);

  const findKey = async (hash: string) => {
    const found = await database.system.findApiKey(hash);
    const isInUse = found?.revokedAt === null && (found.expiresAt?.getTime() ?? Infinity) > nowMs();
    return found && isInUse ? found : undefined;
  };
  const personOf = async (accessToken: string): Promise<Person> => {
    if (!looksLikeJwt.test(accessToken)) throw new CloudMeetError('invalid-credential');
    const principal = await people.get(sha256Hex(accessToken), () => identity.verify(accessToken));
    if (!principal) throw new CloudMeetError('invalid-credential');
    return { ...principal, accessToken };
  };

  return {
    async authenticate(authorization, tenantId) {
      const text = bearerOf(authorization);
      if (!looksLikeApiKey(text)) return memberOf(await personOf(text), tenantId);
      const hash = sha256Hex(text);
      const record = await keys.get(hash, () => findKey(hash));
      if (!record) throw new CloudMeetError('invalid-credential');
      if (tenantId !== undefined && tenantId !== record.tenantId) throw new CloudMeetError('no-membership');
      await toucher.touch(record);
      return keyCredential(record);
    },
    async authenticatePerson(authorization) {
      const text = bearerOf(authorization);
      if (!looksLikeApiKey(text)) return personOf(text);
      const detail = 'No API key may do that: it takes a person who signed in.';
      throw new CloudMeetError('scope-missing', { detail });
    },
    forget(apiKeyId) {
      toucher.forget(apiKeyId);
      keys.forget((record) => record.id === apiKeyId);
    },
    forgetPerson: (userId) => people.forget((principal) => principal.userId === userId),
  };
}
