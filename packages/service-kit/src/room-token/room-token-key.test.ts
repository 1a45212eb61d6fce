import { generateKeyPairSync } from 'node:crypto';
import { publicKeyJwkSchema } from '@cloudmeet/contracts';
import type { PublicKeyJwk } from '@cloudmeet/contracts';
import { calculateJwkThumbprint } from 'jose';
import { expect, test } from 'vitest';
import { checkPublicKey, kidOf, roomTokenKey } from './room-token-key.ts';

const p = 2n ** 255n - 19n;
const yOfOrder8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022n;

const ed25519 = () =>
  publicKeyJwkSchema.parse(generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }));
const p256 = () =>
  publicKeyJwkSchema.parse(
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
  );

function okp(y: bigint, sign = 0): PublicKeyJwk {
  const bytes = Buffer.from(y.toString(16).padStart(64, '0'), 'hex').reverse();
  bytes[31] = (bytes[31] ?? 0) | (sign << 7);
  return { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') };
}

test('RT-19 a generated Ed25519 or P-256 key is taken, two hundred times over', () => {
  for (let round = 0; round < 100; round += 1) {
    expect(checkPublicKey(ed25519()).algorithm).toBe('EdDSA');
    expect(checkPublicKey(p256()).algorithm).toBe('ES256');
  }
});

const weak: Record<string, PublicKeyJwk> = {
  'the identity': okp(1n),
  'the identity with a sign': okp(1n, 1),
  'the point of order 2': okp(p - 1n),
  'a point of order 4': okp(0n),
  'the other point of order 4': okp(0n, 1),
  'a point of order 8': okp(yOfOrder8),
  'its negative': okp(yOfOrder8, 1),
  'the other y of order 8': okp(p - yOfOrder8),
  'the identity, encoded as p + 1': okp(p + 1n),
  'order 4, encoded as p': okp(p),
  'all ones': { kty: 'OKP', crv: 'Ed25519', x: Buffer.alloc(32, 0xff).toString('base64url') },
  'a y that is on no point': okp(2n),
  '31 bytes': { kty: 'OKP', crv: 'Ed25519', x: Buffer.alloc(31, 9).toString('base64url') },
  '33 bytes': { kty: 'OKP', crv: 'Ed25519', x: Buffer.alloc(33, 9).toString('base64url') },
  'P-256 at zero': {
    kty: 'EC',
    crv: 'P-256',
    x: Buffer.alloc(32).toString('base64url'),
    y: Buffer.alloc(32).toString('base64url'),
  },
  'P-256 off the curve': {
    kty: 'EC',
    crv: 'P-256',
    x: Buffer.alloc(32, 1).toString('base64url'),
    y: Buffer.alloc(32, 1).toString('base64url'),
  },
};

test.each(Object.entries(weak))('RT-19 a key that cannot hold a secret is refused: %s', (_name, jwk) => {
  expect(() => checkPublicKey(jwk)).toThrowError(expect.objectContaining({ code: 'unprocessable' }));
});

test('RT-19 a second spelling of the same coordinate is refused', () => {
  const jwk = ed25519();
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const spare = letters[letters.indexOf(jwk.x.at(-1) ?? '') + 1] ?? '';
  const respelled = { ...jwk, x: jwk.x.slice(0, -1) + spare };
  expect(Buffer.from(respelled.x, 'base64url')).toEqual(Buffer.from(jwk.x, 'base64url'));
  expect(() => checkPublicKey(respelled)).toThrowError(expect.objectContaining({ code: 'unprocessable' }));
});

test('RT-19 the crypto library alone would import such a key, so the check is needed', () => {
  expect(() => roomTokenKey(okp(1n))).not.toThrow();
});

test('RT-19 the kid is the one in the JWK, or its RFC 7638 thumbprint', async () => {
  const jwk = ed25519();
  expect(await kidOf({ ...jwk, kid: 'mine' })).toBe('mine');
  expect(await kidOf(jwk)).toBe(await calculateJwkThumbprint(jwk));
});
