import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { CloudMeetError } from '@cloudmeet/contracts';
import type { PublicKeyJwk } from '@cloudmeet/contracts';
import { calculateJwkThumbprint } from 'jose';
import type { RoomTokenAlgorithm } from './check-header.ts';
import { isUsableEd25519Point } from './ed25519-point.ts';

/** A public key that room tokens are verified with. One key, one algorithm. */
export interface RoomTokenKey {
  algorithm: RoomTokenAlgorithm;
  key: KeyObject;
}

export function algorithmOf(jwk: PublicKeyJwk): RoomTokenAlgorithm {
  return jwk.kty === 'OKP' ? 'EdDSA' : 'ES256';
}

/** `kid` of a key: its own, or its thumbprint (RFC 7638, SHA-256). */
export async function kidOf(jwk: PublicKeyJwk): Promise<string> {
  return jwk.kid ?? (await calculateJwkThumbprint(jwk, 'sha256'));
}

/** The key of a JWK that was checked when it was stored. */
export function roomTokenKey(jwk: PublicKeyJwk): RoomTokenKey {
  const { kty, crv, x } = jwk;
  const material = jwk.kty === 'EC' ? { kty, crv, x, y: jwk.y } : { kty, crv, x };
  return { algorithm: algorithmOf(jwk), key: createPublicKey({ key: material, format: 'jwk' }) };
}

function refused(detail: string, cause?: unknown): CloudMeetError {
  return new CloudMeetError('unprocessable', {
    detail,
    errors: [{ pointer: '/publicKeyJwk', detail }],
    cause,
  });
}

function isCanonical(coordinate: string): boolean {
  const bytes = Buffer.from(coordinate, 'base64url');
  return bytes.length === 32 && bytes.toString('base64url') === coordinate;
}

/**
 * Checks a public key before it is believed: coordinates of 32 bytes, a point on its curve, and not one of the few
 * Ed25519 points under which anybody can make signatures.
 * @throws CloudMeetError `unprocessable`
 */
export function checkPublicKey(jwk: PublicKeyJwk): RoomTokenKey {
  const coordinates = jwk.kty === 'EC' ? [jwk.x, jwk.y] : [jwk.x];
  if (!coordinates.every(isCanonical)) throw refused('must have coordinates of 32 bytes in base64url');
  if (jwk.kty === 'OKP' && !isUsableEd25519Point(Buffer.from(jwk.x, 'base64url')))
    throw refused('is not a point that can hold a key');
  try {
    return roomTokenKey(jwk);
  } catch (cause) {
    throw refused('is not a point on its curve', cause);
  }
}
