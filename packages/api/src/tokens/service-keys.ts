import { createPrivateKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { publicKeyJwkSchema } from '@cloudmeet/contracts';
import type { PublicKeyJwk } from '@cloudmeet/contracts';
import type { Database, NewServiceKey, ServiceKeyRecord } from '@cloudmeet/database';
import { createSecretBox } from '@cloudmeet/service-kit';
import type { Secret, SecretBox } from '@cloudmeet/service-kit';
import { acceptedServiceKeys } from '@cloudmeet/service-kit/room-token';
import { z } from 'zod';
import type { ServiceSigner } from './mint-room-token.ts';

/** A published public key, as a JWK Set holds it (RFC 7517 section 5). */
export type PublishedKey = PublicKeyJwk & { kid: string };

/** The deployment's own signing keys. */
export interface ServiceKeys {
  /** The key that signs now; made and stored when there is none. */
  signer(): Promise<ServiceSigner>;
  /** Every public key whose tokens may still be alive, newest first. */
  published(): Promise<PublishedKey[]>;
  /** True for a kid that the deployment has or ever had. */
  isOurs(kid: string): Promise<boolean>;
  /** Signs with a new key from now on. Tokens of the old ones work until they expire. Returns the new kid. */
  rotate(): Promise<string>;
}

export interface ServiceKeysOptions {
  database: Pick<Database, 'serviceKeys'>;
  /** The master secret that private keys are sealed with. */
  secret: Secret;
  /** A rotation by another process shows after this long at the latest. Default 60,000. */
  rememberMs?: number;
  nowMs?: () => number;
}

/** A private Ed25519 JWK (RFC 8037 section 2). */
const privateJwkSchema = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});

function newServiceKey(box: SecretBox): NewServiceKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const kid = randomUUID();
  return {
    kid,
    algorithm: 'EdDSA',
    publicKeyJwk: publicKeyJwkSchema.parse(publicKey.export({ format: 'jwk' })),
    privateJwkSealed: box.seal(JSON.stringify(privateKey.export({ format: 'jwk' }))),
  };
}

/** @throws Error that names CLOUDMEET_SECRET when the key was sealed with another one. */
function signerOf({ kid, publicKeyJwk, privateJwkSealed }: ServiceKeyRecord, box: SecretBox): ServiceSigner {
  const key = privateJwkSchema.parse(JSON.parse(box.open(privateJwkSealed)));
  if (key.x !== publicKeyJwk.x)
    throw new Error(`The halves of the signing key ${kid} do not belong together.`);
  return { kid, privateKey: createPrivateKey({ key, format: 'jwk' }) };
}

function published({ kid, publicKeyJwk }: ServiceKeyRecord): PublishedKey {
  const named = { kid, use: 'sig' } as const;
  return publicKeyJwk.kty === 'OKP'
    ? { ...publicKeyJwk, ...named, alg: 'EdDSA' }
    : { ...publicKeyJwk, ...named, alg: 'ES256' };
}

export function createServiceKeys(options: ServiceKeysOptions): ServiceKeys {
  const { rememberMs = 60_000, nowMs = Date.now } = options;
  const store = options.database.serviceKeys;
  const box = createSecretBox(options.secret, 'service signing keys');
  let known: { signer: Promise<ServiceSigner>; untilMs: number } | undefined;

  const loadSigner = async () => {
    const present = (await store.list()).find((key) => key.retiredAt === null);
    return signerOf(present ?? (await store.ensureFirst(newServiceKey(box))), box);
  };

  return {
    signer() {
      if (known && known.untilMs > nowMs()) return known.signer;
      const loaded = { signer: loadSigner(), untilMs: nowMs() + rememberMs };
      known = loaded;
      loaded.signer.catch(() => {
        if (known === loaded) known = undefined;
      });
      return loaded.signer;
    },
    published: async () => acceptedServiceKeys(await store.list(), nowMs()).map(published),
    isOurs: async (kid) => (await store.list()).some((key) => key.kid === kid),
    async rotate() {
      const key = newServiceKey(box);
      await store.add(key);
      for (const old of await store.list())
        if (old.kid !== key.kid && old.retiredAt === null) await store.retire(old.kid);
      known = undefined;
      return key.kid;
    },
  };
}
