import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { limits, newId, publicKeyJwkSchema } from '@cloudmeet/contracts';
import { SignJWT } from 'jose';
import { expect, test, vi } from 'vitest';
import { createRoomTokenKeys } from './room-token-keys.ts';
import type { StoredServiceKey } from './room-token-keys.ts';
import { verifyRoomToken } from './verify-room-token.ts';
import type { RoomTokenCheck } from './verify-room-token.ts';

const nowSeconds = 1_800_000_000;
const tenantId = newId('tenant');
const roomId = newId('room');
const issuer = 'http://127.0.0.1:4400';
const pair = generateKeyPairSync('ed25519');
const publicJwk = publicKeyJwkSchema.parse(pair.publicKey.export({ format: 'jwk' }));

const listKeys = async () => [{ kid: 'ours', publicKeyJwk: publicJwk, retiredAt: null }];
const storeOf = (list: () => Promise<StoredServiceKey[]>) => ({
  serviceKeys: { list },
  system: { findTenantSigningKey: async () => null },
});
const check: RoomTokenCheck = {
  nowMs: nowSeconds * 1000,
  issuer,
  keys: createRoomTokenKeys(storeOf(listKeys)),
  roomExists: async (tenant, room) => tenant === tenantId && room === roomId,
  roomId,
};

function tokenWith(claims: Record<string, unknown>) {
  return new SignJWT({
    iss: issuer,
    aud: 'cloudmeet:room',
    sub: 'anna',
    tid: tenantId,
    rid: roomId,
    role: 'host',
    jti: randomUUID(),
    iat: nowSeconds,
    nbf: nowSeconds,
    exp: nowSeconds + 3600,
    ...claims,
  })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'cm-room+jwt', kid: 'ours' })
    .sign(pair.privateKey);
}

const codeOf = async (claims: Record<string, unknown>) =>
  verifyRoomToken(await tokenWith(claims), check).then(
    () => 'accepted',
    (error: { code: string }) => error.code,
  );

test('RT-7 a token that our key signed is accepted, with its claims and role', async () => {
  const verified = await verifyRoomToken(await tokenWith({ name: 'Anna' }), check);
  expect(verified).toMatchObject({
    role: 'host',
    signedBy: 'service',
    claims: { sub: 'anna', name: 'Anna' },
  });
});

test('RT-12 the end is sharp: a second before it the token works, at it no more', async () => {
  expect(await codeOf({ iat: nowSeconds - 10, exp: nowSeconds + 1 })).toBe('accepted');
  expect(await codeOf({ iat: nowSeconds - 10, exp: nowSeconds })).toBe('token-expired');
});

test('RT-13 a token may live 24 hours and not a second longer', async () => {
  expect(await codeOf({ exp: nowSeconds + limits.tokenSecondsMax })).toBe('accepted');
  expect(await codeOf({ exp: nowSeconds + limits.tokenSecondsMax + 1 })).toBe('token-lifetime-too-long');
});

test('RT-14 the beginning forgives 30 seconds of clock skew and not one more', async () => {
  expect(await codeOf({ nbf: nowSeconds + 30, iat: nowSeconds + 30 })).toBe('accepted');
  expect(await codeOf({ nbf: nowSeconds + 31 })).toBe('token-not-yet-valid');
  expect(await codeOf({ iat: nowSeconds + 31 })).toBe('token-not-yet-valid');
});

test.each([undefined, null, 'admin', 'HOST', 7, ['host'], { role: 'host' }])(
  'RT-16 a missing or unknown role is an attendee: %j',
  async (role) => {
    const verified = await verifyRoomToken(await tokenWith({ role }), check);
    expect(verified.role).toBe('attendee');
  },
);

test("RT-6 the deployment's keys are read once, and again only for an unknown kid, at most each second", async () => {
  let nowMs = 0;
  const list = vi.fn(listKeys);
  const keys = createRoomTokenKeys(storeOf(list), { nowMs: () => nowMs });
  await keys.service('ours');
  await keys.service('ours');
  await keys.service('other');
  await keys.service('other');
  expect(list).toHaveBeenCalledTimes(1);
  nowMs = 1_000;
  await keys.service('other');
  await keys.service('ours');
  expect(list).toHaveBeenCalledTimes(2);
  nowMs = 61_000;
  await keys.service('ours');
  expect(list).toHaveBeenCalledTimes(3);
});

test('RT-6 a store that fails is asked again at once', async () => {
  const list = vi.fn(listKeys).mockRejectedValueOnce(new Error('away'));
  const keys = createRoomTokenKeys(storeOf(list));
  await expect(keys.service('ours')).rejects.toThrow('away');
  expect(await keys.service('ours')).toBeDefined();
});

test('RT-23 a retired key is accepted for as long as a token of it can live, and then no more', async () => {
  let nowMs = 0;
  const retired = async () => [{ kid: 'ours', publicKeyJwk: publicJwk, retiredAt: new Date(0) }];
  const keys = createRoomTokenKeys(storeOf(retired), { nowMs: () => nowMs });
  expect(await keys.service('ours')).toBeDefined();
  nowMs = (limits.tokenSecondsMax + limits.clockSkewSeconds) * 1000;
  expect(await keys.service('ours')).toBeUndefined();
});
