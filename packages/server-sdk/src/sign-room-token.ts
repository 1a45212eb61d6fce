import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import type { JWK } from 'jose';
import { invalidArgument } from './errors.ts';
import type { TokenSettings } from './types.ts';

export interface SignRoomToken extends TokenSettings {
  tenantId: string;
  roomId: string;
  /** Ed25519 or P-256, with its private member `d`. */
  privateKeyJwk: JWK;
  /** What `signingKeys.add()` answered. */
  kid: string;
  /** Default now. */
  now?: Date;
}

const secondsDefault = 3600;
const secondsMax = 24 * 3600;

/**
 * Signs a room token with a key of your own, without a call: register its public part once with `signingKeys.add()`.
 * A JWT (RFC 7519) with `typ: cm-room+jwt`, EdDSA or ES256. Rejects with `invalid-argument` for a key that cannot sign
 * or a lifetime that no room accepts.
 */
export async function signRoomToken(options: SignRoomToken): Promise<string> {
  const { privateKeyJwk, expiresInSeconds = secondsDefault } = options;
  if (!privateKeyJwk.d) throw invalidArgument('privateKeyJwk has no private member d.');
  if (!(expiresInSeconds > 0 && expiresInSeconds <= secondsMax))
    throw invalidArgument('expiresInSeconds must be at most 86,400, a day.');
  const algorithm = privateKeyJwk.kty === 'OKP' ? 'EdDSA' : 'ES256';
  const key = await importJWK(privateKeyJwk, algorithm);
  const nowSeconds = Math.floor((options.now ?? new Date()).getTime() / 1000);
  const { role = 'attendee', name, avatarUrl: avatar, metadata, grants, onDuplicate, receive } = options;
  const claims = {
    tid: options.tenantId,
    rid: options.roomId,
    role,
    name,
    avatar,
    metadata,
    grants,
    onDuplicate,
    receive,
  };
  return new SignJWT(Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined)))
    .setProtectedHeader({ alg: algorithm, typ: 'cm-room+jwt', kid: options.kid })
    .setIssuer(options.tenantId)
    .setAudience('cloudmeet:room')
    .setSubject(options.userId ?? randomUUID())
    .setJti(randomUUID())
    .setIssuedAt(nowSeconds)
    .setNotBefore(nowSeconds)
    .setExpirationTime(nowSeconds + expiresInSeconds)
    .sign(key);
}
