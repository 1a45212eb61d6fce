import type { PublicKeyJwk } from '@cloudmeet/contracts';
import { roomTokenKey } from './room-token-key.ts';
import type { RoomTokenKey } from './room-token-key.ts';
import type { RoomTokenKeys } from './verify-room-token.ts';

/** Where public keys are stored. */
export interface RoomTokenKeySource {
  /** Every key of this deployment that is still accepted. */
  serviceKeys(): Promise<readonly { kid: string; publicJwk: PublicKeyJwk }[]>;
  /** A key that the tenant has registered and not removed. */
  registeredKey(tenantId: string, kid: string): Promise<PublicKeyJwk | undefined>;
}

export interface RoomTokenKeysOptions {
  nowMs?: () => number;
  /** How long the deployment's own keys are remembered. Default 60,000. */
  rememberMs?: number;
  /** An unknown kid reads the deployment's keys again, but not more often than this. Default 1,000. */
  rereadMs?: number;
}

/**
 * Key lookup over a store. The deployment's few keys are remembered; a tenant's key is read every time, so that a
 * removed one is refused at once.
 */
export function createRoomTokenKeys(
  source: RoomTokenKeySource,
  options: RoomTokenKeysOptions = {},
): RoomTokenKeys {
  const { nowMs = Date.now, rememberMs = 60_000, rereadMs = 1_000 } = options;
  let readAtMs = Number.NEGATIVE_INFINITY;
  let known: Promise<ReadonlyMap<string, RoomTokenKey>> = Promise.resolve(new Map());

  const read = async () =>
    new Map((await source.serviceKeys()).map(({ kid, publicJwk }) => [kid, roomTokenKey(publicJwk)]));
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
      const jwk = await source.registeredKey(tenantId, kid);
      return jwk && roomTokenKey(jwk);
    },
  };
}
