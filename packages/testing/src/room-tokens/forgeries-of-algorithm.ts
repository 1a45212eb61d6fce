import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { craftToken } from './craft-token.ts';
import type { Forgery } from './forgery.ts';
import { forgeriesWith } from './forgery.ts';
import type { TokenWorld } from './token-world.ts';
import { newSigner } from './token-world.ts';

const claims = { role: 'host' };

const named =
  (alg: unknown, signature: (input: string, world: TokenWorld) => Uint8Array | string = () => 'AAAA') =>
  (world: TokenWorld) =>
    craftToken(world, { claims, header: { alg }, signature: (input) => signature(input, world) });

const hmac = (digest: string, secret: (world: TokenWorld) => string | Buffer) => {
  const make = (input: string, world: TokenWorld) => createHmac(digest, secret(world)).update(input).digest();
  return named(`HS${digest.slice(3)}`, make);
};

function rsa(alg: 'RS256' | 'PS256') {
  return named(alg, (input) => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return sign('sha256', Buffer.from(input), privateKey);
  });
}

const jwkX = (world: TokenWorld) => Buffer.from(world.service.publicJwk.x, 'base64url');
const pem = (world: TokenWorld) => world.service.publicKey.export({ format: 'pem', type: 'spki' });
const der = (world: TokenWorld) => world.service.publicKey.export({ format: 'der', type: 'spki' });

/** Signed by the key itself, under another name for its algorithm. */
const misnamed = (alg: unknown) => (world: TokenWorld) => craftToken(world, { claims, header: { alg } });

/** Tokens that choose how they are verified. */
export const forgeriesOfAlgorithm: Forgery[] = forgeriesWith('RT-2', 'token-algorithm-not-allowed', {
  'alg none without a signature': named('none', () => ''),
  'alg none with the signature of our key': misnamed('none'),
  'alg None': named('None', () => ''),
  'alg NONE': named('NONE', () => ''),
  'alg nOnE': named('nOnE', () => ''),
  'alg empty': misnamed(''),
  'alg left out': misnamed(undefined),
  'alg null': misnamed(null),
  'alg a number': misnamed(0),
  'alg in an array': misnamed(['EdDSA']),
  'alg in small letters': misnamed('eddsa'),
  'alg with a space': misnamed('EdDSA '),
  'alg Ed25519': misnamed('Ed25519'),
  'HS256 with the bytes of our public key': hmac('sha256', jwkX),
  'HS256 with our public key in PEM': hmac('sha256', pem),
  'HS256 with our public key in DER': hmac('sha256', der),
  'HS256 with our public JWK as text': hmac('sha256', (world) => JSON.stringify(world.service.publicJwk)),
  'HS256 with the kid as the secret': hmac('sha256', (world) => world.service.kid),
  'HS256 with an empty secret': hmac('sha256', () => ''),
  'HS384 with the bytes of our public key': hmac('sha384', jwkX),
  'HS512 with the bytes of our public key': hmac('sha512', jwkX),
  'RS256 with a key of the forger': rsa('RS256'),
  'PS256 with a key of the forger': rsa('PS256'),
  ES384: misnamed('ES384'),
  ES512: misnamed('ES512'),
  ES256K: misnamed('ES256K'),
  'ES256 under the kid of our Ed25519 key': (world) =>
    craftToken(world, { claims, signer: newSigner('ES256', world.service.kid) }),
  "EdDSA under the kid of the tenant's ES256 key": (world) =>
    craftToken(world, { claims, signer: newSigner('EdDSA', world.registered.kid) }),
  "ES256 under the kid of the tenant's Ed25519 key": (world) =>
    craftToken(world, { claims, signer: newSigner('ES256', world.registeredEd25519.kid) }),
});
