import { decodeJwt, exportJWK, generateKeyPair, importJWK, jwtVerify } from 'jose';
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
