import { createPrivateKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { publicKeyJwkSchema } from '@cloudmeet/contracts';
import type { IdentityDatabase, NewServiceKey, ServiceKeyRecord } from '@cloudmeet/database';
import { createSecretBox } from '@cloudmeet/service-kit';
import type { Secret, SecretBox } from '@cloudmeet/service-kit';
import { z } from 'zod';

/** Keys that access tokens are signed with. They are no keys of room tokens and are not published. */
export interface IdentityKeys {
  signer(): Promise<{ kid: string; privateKey: KeyObject }>;
  /** The public half of a key that signs or was retired a short while ago. */
  publicKey(kid: string): Promise<JsonWebKey | undefined>;
}

export interface IdentityKeysOptions {
  database: Pick<IdentityDatabase, 'keys'>;
  secret: Secret;
  /** A change by another process shows after this long at the latest. Default 60,000. */
  rememberMs?: number;
  nowMs: () => number;
}

const privateJwkSchema = z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), d: z.string() });

function newKey(box: SecretBox): NewServiceKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    kid: randomUUID(),
    algorithm: 'EdDSA',
    publicKeyJwk: publicKeyJwkSchema.parse(publicKey.export({ format: 'jwk' })),
    privateJwkSealed: box.seal(JSON.stringify(privateKey.export({ format: 'jwk' }))),
  };
}

/** The keys of the database; the first one is made when there is none. */
export function createIdentityKeys(options: IdentityKeysOptions): IdentityKeys {
  const { nowMs, rememberMs = 60_000 } = options;
  const store = options.database.keys;
  const box = createSecretBox(options.secret, 'identity signing keys');
  let known: { keys: Promise<ServiceKeyRecord[]>; untilMs: number } | undefined;

  const list = (): Promise<ServiceKeyRecord[]> => {
    if (known && known.untilMs > nowMs()) return known.keys;
    const loaded = { keys: store.list(), untilMs: nowMs() + rememberMs };
    known = loaded;
    loaded.keys.catch(() => {
      if (known === loaded) known = undefined;
    });
    return loaded.keys;
  };
  const present = async () => {
    const found = (await list()).find((key) => key.retiredAt === null);
    if (found) return found;
    known = undefined;
    return store.ensureFirst(newKey(box));
  };

  let signing: { kid: string; privateKey: KeyObject } | undefined;
  return {
    async signer() {
      const { kid, privateJwkSealed } = await present();
      if (signing?.kid !== kid) {
        const key = privateJwkSchema.parse(JSON.parse(box.open(privateJwkSealed)));
        signing = { kid, privateKey: createPrivateKey({ key, format: 'jwk' }) };
      }
      return signing;
    },
    publicKey: async (kid) => (await list()).find((key) => key.kid === kid)?.publicKeyJwk,
  };
}
