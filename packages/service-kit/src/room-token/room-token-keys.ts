import { limits } from '@cloudmeet/contracts';
import type { PublicKeyJwk } from '@cloudmeet/contracts';
import { roomTokenKey } from './room-token-key.ts';
import type { RoomTokenKey } from './room-token-key.ts';
import type { RoomTokenKeys } from './verify-room-token.ts';

/** A key of this deployment as it is stored. */
export interface StoredServiceKey {
  kid: string;
  publicKeyJwk: PublicKeyJwk;
  /** Since then it signs nothing new. */
  retiredAt: Date | null;
}

/** Where public keys are stored: the part of the database that this needs. */
export interface RoomTokenKeyStore {
  serviceKeys: { list(): Promise<readonly StoredServiceKey[]> };
  system: {
    findTenantSigningKey(tenantId: string, kid: string): Promise<{ publicKeyJwk: PublicKeyJwk } | null>;
  };
}

export interface RoomTokenKeysOptions {
  nowMs?: () => number;
  /** How long the deployment's own keys are remembered. Default 60,000. */
  rememberMs?: number;
  /** An unknown kid reads the deployment's keys again, but not more often than this. Default 1,000. */
  rereadMs?: number;
}

const acceptedAfterRetiringMs = (limits.tokenSecondsMax + limits.clockSkewSeconds) * 1000;

/** The keys whose tokens may still be alive: those in use, and those that were retired within the last day. */
export function acceptedServiceKeys<Key extends StoredServiceKey>(
  keys: readonly Key[],
  nowMs: number,
): Key[] {
  return keys.filter(
    ({ retiredAt }) => retiredAt === null || retiredAt.getTime() + acceptedAfterRetiringMs > nowMs,
  );
}

/**
 * Key lookup over a store. The deployment's few keys are remembered; a tenant's key is read every time, so that a
 * removed one is refused at once.
 */
export function createRoomTokenKeys(
  store: RoomTokenKeyStore,
  options: RoomTokenKeysOptions = {},
): RoomTokenKeys {
  const { nowMs = Date.now, rememberMs = 60_000, rereadMs = 1_000 } = options;
  let readAtMs = Number.NEGATIVE_INFINITY;
  let known: Promise<ReadonlyMap<string, RoomTokenKey>> = Promise.resolve(new Map());

  const read = async () => {
    const accepted = acceptedServiceKeys(await store.serviceKeys.list(), nowMs());
    return new Map(accepted.map(({ kid, publicKeyJwk }) => [kid, roomTokenKey(publicKeyJwk)]));
  };
  const reread = (olderThanMs: number) => {
    if (nowMs() - readAtMs < olderThanMs) return known;
    readAtMs = nowMs();
    known = read();
    known.catch(() => (readAtMs = Number.NEGATIVE_INFINITY));
    return known;
  };

  return {
    service: async (kid) => (await reread(rememberMs)).get(kid) ?? (await reread(rereadMs)).get(kid),
    registered: async (tenantId, kid) => {
      const found = await store.system.findTenantSigningKey(tenantId, kid);
      return found ? roomTokenKey(found.publicKeyJwk) : undefined;
    },
  };
}
