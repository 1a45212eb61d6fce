import type { ApiKeyScope, AuditActor, MemberRole } from '@cloudmeet/contracts';
import type { Person } from '@cloudmeet/platform/identity';
import type { ApiKeyKind } from './api-key-text.ts';

/** A server of the tenant's, by its API key. It acts as a developer, within its scopes. */
export interface KeyCredential {
  type: 'api-key';
  tenantId: string;
  apiKeyId: string;
  name: string;
  kind: ApiKeyKind;
  /** Null: all of them. */
  scopes: readonly ApiKeyScope[] | null;
}

/** A member of the tenant, by the access token of their session. */
export interface MemberCredential {
  type: 'user';
  tenantId: string;
  role: MemberRole;
  person: Person;
  /** What a person makes is no test. */
  kind: 'live';
}

/** Who is asking. The tenant comes from here and from nowhere else. */
export type Credential = KeyCredential | MemberCredential;

/** One name for whoever asks: for limits and logs. */
export function callerId(credential: Credential): string {
  return credential.type === 'api-key' ? credential.apiKeyId : credential.person.userId;
}

/** Who asks, as the audit log names them. */
export function actorOf(credential: Credential): AuditActor {
  return credential.type === 'api-key'
    ? { type: 'api-key', id: credential.apiKeyId, label: credential.name }
    : { type: 'user', id: credential.person.userId, label: credential.person.email };
}
