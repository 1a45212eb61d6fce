import { CloudMeetError, idSchema } from '@cloudmeet/contracts';
import { compactVerify, errors } from 'jose';
import { checkClaims } from './check-claims.ts';
import type { RoomTokenIdentity } from './check-claims.ts';
import { checkHeader } from './check-header.ts';
import type { RoomTokenHeader } from './check-header.ts';
import { parseRoomToken } from './parse-room-token.ts';
import type { RoomTokenKey } from './room-token-key.ts';

/** Where public keys are looked up, by equality alone. */
export interface RoomTokenKeys {
  /** A key of this deployment. */
  service(kid: string): Promise<RoomTokenKey | undefined>;
  /** A key that this tenant has registered. */
  registered(tenantId: string, kid: string): Promise<RoomTokenKey | undefined>;
}

/** Everything that a token is held against. */
export interface RoomTokenCheck {
  nowMs: number;
  /** The public API address: what `iss` must be where this deployment signed. */
  issuer: string;
  keys: RoomTokenKeys;
  /** Does this tenant have this room now? */
  roomExists(tenantId: string, roomId: string): Promise<boolean>;
  /** The room that is being entered. Absent: whichever the token names. */
  roomId?: string | undefined;
  /** The tenant who asks. Tokens of any other are then answered as if their key did not exist. */
  tenantId?: string | undefined;
}

export interface VerifiedRoomToken extends RoomTokenIdentity {
  /** Who signed: this deployment, or the tenant with a registered key. */
  signedBy: 'service' | 'tenant';
}

const tenantIdSchema = idSchema('tenant');

async function checkSignature(token: string, header: RoomTokenHeader, found: RoomTokenKey): Promise<void> {
  if (found.algorithm !== header.algorithm)
    throw new CloudMeetError('token-algorithm-not-allowed', {
      detail: `The key of this token signs with ${found.algorithm}.`,
    });
  try {
    await compactVerify(token, found.key, { algorithms: [found.algorithm] });
  } catch (cause) {
    const code = cause instanceof errors.JOSEError ? 'token-signature-invalid' : 'internal';
    throw new CloudMeetError(code, { cause });
  }
}

/** A token of the asker's own key that names another tenant is a mistake worth naming; all else stays unknown. */
async function refuseForeignTenant(
  token: string,
  header: RoomTokenHeader,
  tenantId: string,
  keys: RoomTokenKeys,
): Promise<never> {
  const own = await keys.registered(tenantId, header.kid);
  if (!own) throw new CloudMeetError('token-key-unknown');
  await checkSignature(token, header, own);
  throw new CloudMeetError('token-tenant-mismatch');
}

/**
 * Decides whether a room token may be used, by the rules of docs/protocols/tokens.md. Pure: time, keys and rooms
 * come in with `check`.
 * @throws CloudMeetError with the `token-…` code of the first rule that is broken
 */
export async function verifyRoomToken(token: string, check: RoomTokenCheck): Promise<VerifiedRoomToken> {
  const parsed = parseRoomToken(token);
  const header = checkHeader(parsed.header);
  const tenant = tenantIdSchema.safeParse(parsed.claims.tid);
  if (!tenant.success)
    throw new CloudMeetError('token-claims-invalid', {
      detail: '/tid: must be the id of a tenant',
      errors: [{ pointer: '/tid', detail: 'must be the id of a tenant' }],
    });
  const tenantId = tenant.data;
  if (check.tenantId !== undefined && check.tenantId !== tenantId)
    return refuseForeignTenant(token, header, check.tenantId, check.keys);

  const service = await check.keys.service(header.kid);
  const key = service ?? (await check.keys.registered(tenantId, header.kid));
  if (!key) throw new CloudMeetError('token-key-unknown');
  await checkSignature(token, header, key);
  const issuer = service ? check.issuer : undefined;
  const identity = checkClaims(parsed.claims, { nowMs: check.nowMs, issuer, roomId: check.roomId });
  if (!(await check.roomExists(tenantId, identity.claims.rid)))
    throw new CloudMeetError('token-room-mismatch', { detail: 'The tenant of the token has no such room.' });
  return { ...identity, signedBy: service ? 'service' : 'tenant' };
}
