import { decodeJwt, exportJWK, generateKeyPair, importJWK, jwtVerify } from 'jose';
import { newId, roomTokenClaimsSchema } from '@cloudmeet/contracts';
import { expect, it } from 'vitest';
import { signRoomToken } from './sign-room-token.ts';

it.each(['EdDSA', 'ES256'] as const)(
  'signs a room token with %s that its public key verifies and no other',
  async (algorithm) => {
    const pair = await generateKeyPair(algorithm, { extractable: true });
    const other = await generateKeyPair(algorithm, { extractable: true });
    const token = await signRoomToken({
      privateKeyJwk: await exportJWK(pair.privateKey),
      kid: 'k1',
      tenantId: 'tnt_1',
      roomId: 'rm_1',
      role: 'host',
      userId: 'ann',
    });
    const publicKey = await importJWK(await exportJWK(pair.publicKey), algorithm);
    const { payload, protectedHeader } = await jwtVerify(token, publicKey, {
      audience: 'cloudmeet:room',
      typ: 'cm-room+jwt',
    });
    expect(protectedHeader).toEqual({ alg: algorithm, typ: 'cm-room+jwt', kid: 'k1' });
    expect(payload).toMatchObject({ tid: 'tnt_1', rid: 'rm_1', role: 'host', sub: 'ann', iss: 'tnt_1' });
    await expect(jwtVerify(token, other.publicKey)).rejects.toThrow('signature verification failed');
  },
);

it('lives an hour unless told otherwise, and says nothing that was not given', async () => {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const now = new Date('2026-01-01T00:00:00Z');
  const token = await signRoomToken({
    privateKeyJwk: await exportJWK(privateKey),
    kid: 'k',
    tenantId: 't',
    roomId: 'r',
    now,
  });
  const claims = decodeJwt(token);
  expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600);
  expect(Object.keys(claims).sort()).toEqual([
    'aud',
    'exp',
    'iat',
    'iss',
    'jti',
    'nbf',
    'rid',
    'role',
    'sub',
    'tid',
  ]);
});

it('signs what the contract of a room token asks for, everything given included', async () => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const token = await signRoomToken({
    privateKeyJwk: await exportJWK(privateKey),
    kid: 'k',
    tenantId: newId('tenant'),
    roomId: newId('room'),
    role: 'moderator',
    userId: 'u-17',
    name: 'Sofia',
    avatarUrl: 'https://app.example.com/sofia.png',
    metadata: { seat: 4 },
    grants: ['chat.send'],
    onDuplicate: 'reject',
    receive: 'auto',
    expiresInSeconds: 86_400,
  });
  const claims = decodeJwt(token);
  expect(roomTokenClaimsSchema.parse(claims)).toEqual(claims);
});

it.each([
  ['a public key', {}, 60],
  ['a longer life than a day', { d: 'x' }, 86_401],
  ['no life', { d: 'x' }, 0],
  ['a life that is no number', { d: 'x' }, Number.NaN],
])('refuses %s', async (_words, secret, expiresInSeconds) => {
  const signing = signRoomToken({
    privateKeyJwk: { kty: 'OKP', crv: 'Ed25519', x: 'x', ...secret },
    kid: 'k',
    tenantId: 't',
    roomId: 'r',
    expiresInSeconds,
  });
  await expect(signing).rejects.toMatchObject({ code: 'invalid-argument' });
});
