import { limits, signingKeySchema } from '@cloudmeet/contracts';
import { newSigner } from '@cloudmeet/testing/room-tokens';
import { calculateJwkThumbprint } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const add = (publicKeyJwk: unknown, apiKey = world.ours.apiKey) =>
  world.call('post', '/v1/tenant/signing-keys', `Bearer ${apiKey}`).send({ publicKeyJwk });

test('RT-19 201 a key keeps the kid in its JWK, or gets its thumbprint', async () => {
  const named = await add(newSigner('ES256', 'my-key/1').publicJwk);
  expect(named.status).toBe(201);
  expect(signingKeySchema.strict().parse(named.body)).toMatchObject({ kid: 'my-key/1', algorithm: 'ES256' });
  const { kid: _none, ...bare } = newSigner('EdDSA').publicJwk;
  const { body } = await add(bare);
  expect(body).toMatchObject({
    kid: await calculateJwkThumbprint(bare),
    algorithm: 'EdDSA',
    publicKeyJwk: bare,
  });
});

test('RT-19 201 two tenants may use the same kid: a key is found by tenant and kid', async () => {
  const { apiKey } = world.theirs;
  expect((await add(newSigner('EdDSA', 'shared').publicJwk)).status).toBe(201);
  expect((await add(newSigner('EdDSA', 'shared').publicJwk, apiKey)).status).toBe(201);
});

test('RT-19 409 a kid is registered once, and never again with another key after its removal', async () => {
  const { body } = await add(newSigner('EdDSA', 'once').publicJwk);
  expect((await add(newSigner('EdDSA', 'once').publicJwk)).body.code).toBe('conflict');
  await world.call('delete', `/v1/tenant/signing-keys/${body.id}`);
  const again = await add(newSigner('EdDSA', 'once').publicJwk);
  expect([again.status, again.body.code]).toEqual([409, 'conflict']);
});

test("RT-19 409 a kid of the deployment cannot be taken, a retired one's neither", async () => {
  const { kid } = await world.serviceKeys.signer();
  expect((await add(newSigner('EdDSA', kid).publicJwk)).body.code).toBe('conflict');
  await world.serviceKeys.rotate();
  expect((await add(newSigner('EdDSA', kid).publicJwk)).status).toBe(409);
});

test.each([
  [
    'the identity',
    { kty: 'OKP', crv: 'Ed25519', x: Buffer.from([1, ...Array(31).fill(0)]).toString('base64url') },
  ],
  [
    'no point of the curve',
    { kty: 'OKP', crv: 'Ed25519', x: Buffer.from([2, ...Array(31).fill(0)]).toString('base64url') },
  ],
  ['a P-256 point at zero', { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) }],
  ['a coordinate that is too long', { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(80) }],
])('RT-19 422 a key that cannot hold a secret: %s', async (_name, jwk) => {
  const response = await add(jwk);
  expect([response.status, response.body.code]).toEqual([422, 'unprocessable']);
  expect(response.body.errors[0].pointer).toBe('/publicKeyJwk');
});

const { publicJwk } = newSigner('EdDSA');
test.each([
  ['a private key', { ...publicJwk, d: 'A'.repeat(43) }],
  ['an RSA key', { kty: 'RSA', n: 'x', e: 'AQAB' }],
  ['a symmetric key', { kty: 'oct', k: 'A'.repeat(43) }],
  ['a key for encryption', { ...publicJwk, use: 'enc' }],
  ['another algorithm than its type has', { ...publicJwk, alg: 'ES256' }],
  ['another curve', { kty: 'EC', crv: 'P-384', x: 'A'.repeat(64), y: 'A'.repeat(64) }],
  ['X25519', { ...publicJwk, crv: 'X25519' }],
  ['a kid with a line break', { ...publicJwk, kid: 'a\nb' }],
  ['a kid of 121 letters', { ...publicJwk, kid: 'k'.repeat(121) }],
  ['certificates along with it', { ...publicJwk, x5c: ['MII'] }],
  ['a text', 'ssh-ed25519 AAAA'],
  ['nothing', undefined],
])('RT-19 400 %s is refused', async (_name, jwk) => {
  const response = await add(jwk);
  expect([response.status, response.body.code]).toEqual([400, 'invalid-request']);
});

test('422 there is a limit', async () => {
  const { apiKey } = world.theirs;
  let last = await add(newSigner('EdDSA').publicJwk, apiKey);
  for (let n = 1; n < limits.signingKeysMax && last.status === 201; n += 1)
    last = await add(newSigner('EdDSA').publicJwk, apiKey);
  expect([last.status, last.body.code]).toEqual([422, 'limit-reached']);
});
