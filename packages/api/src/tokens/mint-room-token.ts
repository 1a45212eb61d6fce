import { randomUUID, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import {
  CloudMeetError,
  limits,
  newId,
  roleOf,
  roomTokenAudience,
  roomTokenType,
} from '@cloudmeet/contracts';
import type { MintToken, RoomTokenClaims } from '@cloudmeet/contracts';

/** The deployment's private key (Ed25519) and the name under which its public half is published. */
export interface ServiceSigner {
  kid: string;
  privateKey: KeyObject;
}

/** The room and tenant that a token is for, and who says so. */
export interface TokenScope {
  issuer: string;
  tenantId: string;
  roomId: string;
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Claims of a token as an integrator asked for it; times in seconds since the epoch. */
export function mintedClaims(request: MintToken, scope: TokenScope, nowMs: number): RoomTokenClaims {
  const { name, avatarUrl: avatar, metadata, grants, receive, onDuplicate } = request;
  const iat = Math.floor(nowMs / 1000);
  return {
    iss: scope.issuer,
    aud: roomTokenAudience,
    sub: request.userId ?? newId('user'),
    tid: scope.tenantId,
    rid: scope.roomId,
    role: roleOf(request.role),
    jti: randomUUID(),
    iat,
    nbf: iat,
    exp: iat + (request.expiresInSeconds ?? limits.tokenSecondsDefault),
    ...{ name, avatar, metadata, grants, receive, onDuplicate },
  };
}

/**
 * Signs claims with the deployment's key: a compact JWS (RFC 7515) with EdDSA (RFC 8037).
 * @throws CloudMeetError `unprocessable` when the token would be longer than anybody accepts
 */
export function signRoomToken(claims: RoomTokenClaims, { kid, privateKey }: ServiceSigner): string {
  const input = `${base64url({ alg: 'EdDSA', typ: roomTokenType, kid })}.${base64url(claims)}`;
  const token = `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
  if (token.length <= limits.tokenLength) return token;
  const detail = `The token would be ${String(token.length)} characters long; ${String(limits.tokenLength)} are the limit. Shorten metadata or avatarUrl.`;
  throw new CloudMeetError('unprocessable', { detail, errors: [{ pointer: '/metadata', detail }] });
}
