import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { newId, publicKeyJwkSchema } from '@cloudmeet/contracts';
import type { PublicKeyJwk } from '@cloudmeet/contracts';
import type { RoomTokenAlgorithm } from '@cloudmeet/service-kit/room-token';

/** A key pair with the name it is known by. */
export interface TokenSigner {
  kid: string;
  algorithm: RoomTokenAlgorithm;
  privateKey: KeyObject;
  publicKey: KeyObject;
  publicJwk: PublicKeyJwk;
}

/** Two tenants, their rooms and keys: everything a forger could play with. */
export interface TokenWorld {
  nowSeconds: number;
  issuer: string;
  tenantId: string;
  roomId: string;
  /** Another room of the same tenant. */
  siblingRoomId: string;
  otherTenantId: string;
  otherRoomId: string;
  /** The deployment's own key. */
  service: TokenSigner;
  /** Keys that the tenant has registered: one of each algorithm. */
  registered: TokenSigner;
  registeredEd25519: TokenSigner;
  /** A key that the other tenant has registered. */
  otherTenants: TokenSigner;
}

/** A new key pair; `kid` is random unless given. */
export function newSigner(algorithm: RoomTokenAlgorithm, kid: string = randomUUID()): TokenSigner {
  const pair =
    algorithm === 'EdDSA'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicJwk = publicKeyJwkSchema.parse({ ...pair.publicKey.export({ format: 'jwk' }), kid });
  return { kid, algorithm, ...pair, publicJwk };
}

/** A world with new ids and keys; a test that has a database lays its own over it. */
export function newTokenWorld(known: Partial<TokenWorld> = {}): TokenWorld {
  return {
    nowSeconds: 1_800_000_000,
    issuer: 'http://127.0.0.1:4400',
    tenantId: newId('tenant'),
    roomId: newId('room'),
    siblingRoomId: newId('room'),
    otherTenantId: newId('tenant'),
    otherRoomId: newId('room'),
    service: newSigner('EdDSA'),
    registered: newSigner('ES256'),
    registeredEd25519: newSigner('EdDSA'),
    otherTenants: newSigner('ES256'),
    ...known,
  };
}

/** Claims of a good token of the world's room. */
export function goodClaims(world: TokenWorld): Record<string, unknown> {
  return {
    iss: world.issuer,
    aud: 'cloudmeet:room',
    sub: 'user-1',
    tid: world.tenantId,
    rid: world.roomId,
    role: 'attendee',
    name: 'Anna',
    jti: randomUUID(),
    iat: world.nowSeconds - 10,
    nbf: world.nowSeconds - 10,
    exp: world.nowSeconds + 600,
  };
}
