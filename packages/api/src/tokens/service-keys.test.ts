import { Secret } from '@cloudmeet/service-kit';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../tests/api-world.ts';
import type { ApiWorld } from '../../tests/api-world.ts';
import { createServiceKeys } from './service-keys.ts';

let world: ApiWorld;
let roomId: string;
beforeAll(async () => {
  world = await createApiWorld();
  roomId = (await world.call('post', '/v1/rooms')).body.id;
});
afterAll(() => world.close());

const mint = async () => (await world.call('post', `/v1/rooms/${roomId}/tokens`)).body.token;
const inspect = async (token: string) =>
  (await world.call('post', '/v1/tokens/inspect').send({ token })).body;
const jwks = async () => (await world.call('get', '/.well-known/jwks.json', null)).body;

test('RT-22 twenty processes that start at once get one and the same key', async () => {
  const { database, config } = world;
  const starting = Array.from({ length: 20 }, () =>
    createServiceKeys({ database, secret: config.secret }).signer(),
  );
  const kids = new Set((await Promise.all(starting)).map(({ kid }) => kid));
  expect(kids.size).toBe(1);
  expect((await jwks()).keys).toHaveLength(1);
});

test('RT-22 the private half is stored sealed, and opens with the right secret only', async () => {
  const [stored] = await world.database.serviceKeys.list();
  expect(stored?.privateJwkSealed).toMatch(/^v1\.[\w-]+$/);
  const { database } = world;
  const stranger = createServiceKeys({
    database,
    secret: new Secret('another secret of at least 32 characters'),
  });
  await expect(stranger.signer()).rejects.toThrow('CLOUDMEET_SECRET');
});

test('RT-23 after a rotation new tokens have a new key and old tokens still work', async () => {
  const before = await mint();
  const kid = await world.serviceKeys.rotate();
  const after = await mint();
  const keys = createLocalJWKSet(await jwks());
  expect((await jwtVerify(after, keys)).protectedHeader.kid).toBe(kid);
  expect((await jwtVerify(before, keys)).protectedHeader.kid).not.toBe(kid);
  expect([(await inspect(before)).valid, (await inspect(after)).valid]).toEqual([true, true]);
});

test('RT-23 another process signs with the new key as soon as it stops remembering the old one', async () => {
  let nowMs = 0;
  const { database, config } = world;
  const other = createServiceKeys({
    database,
    secret: config.secret,
    nowMs: () => nowMs,
    rememberMs: 60_000,
  });
  const old = (await other.signer()).kid;
  const kid = await world.serviceKeys.rotate();
  expect((await other.signer()).kid).toBe(old);
  nowMs = 60_000;
  expect((await other.signer()).kid).toBe(kid);
});

test('RT-22 a database that is away for a moment does not spoil the key for good', async () => {
  const { database, config } = world;
  let away = true;
  const serviceKeys = Object.assign(Object.create(database.serviceKeys), {
    list: () => (away ? Promise.reject(new Error('away')) : database.serviceKeys.list()),
  });
  const keys = createServiceKeys({ database: { serviceKeys }, secret: config.secret });
  await expect(keys.signer()).rejects.toThrow('away');
  away = false;
  expect((await keys.signer()).kid).toBe((await world.serviceKeys.signer()).kid);
});

test('RT-24 the published set has public halves alone, may be kept five minutes, and is asked again with its tag', async () => {
  const response = await world.call('get', '/.well-known/jwks.json', null);
  expect(response.get('content-type')).toContain('application/jwk-set+json');
  expect(response.get('cache-control')).toBe('public, max-age=300');
  expect(response.get('access-control-allow-origin')).toBe('*');
  for (const key of JSON.parse(response.text).keys) {
    expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    expect(key).toMatchObject({ kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA' });
  }
  const tag = response.get('etag') ?? '';
  expect((await world.call('get', '/.well-known/jwks.json', null).set('if-none-match', tag)).status).toBe(
    304,
  );
  await world.serviceKeys.rotate();
  expect((await world.call('get', '/.well-known/jwks.json', null).set('if-none-match', tag)).status).toBe(
    200,
  );
});
