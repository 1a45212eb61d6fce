import { limits, mintedTokenSchema, newId, roomTokenClaimsSchema } from '@cloudmeet/contracts';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

let world: ApiWorld;
let roomId: string;
beforeAll(async () => {
  world = await createApiWorld();
  roomId = (await world.call('post', '/v1/rooms')).body.id;
});
afterAll(() => world.close());

const mint = (body?: object) => {
  const request = world.call('post', `/v1/rooms/${roomId}/tokens`);
  return body ? request.send(body) : request;
};

/** Verified by an independent library with nothing but the published keys. */
async function claimsOf(token: string) {
  const { body } = await world.call('get', '/.well-known/jwks.json', null);
  const options = { audience: 'cloudmeet:room', issuer: 'http://127.0.0.1:4400', typ: 'cm-room+jwt' };
  return roomTokenClaimsSchema
    .strict()
    .parse((await jwtVerify(token, createLocalJWKSet(body), options)).payload);
}

test('RT-21 201 a token about which nothing is said lets an attendee in for an hour', async () => {
  const response = await mint();
  expect(response.status).toBe(201);
  const { token, expiresAt, joinUrl } = mintedTokenSchema.strict().parse(response.body);
  const claims = await claimsOf(token);
  expect(claims).toMatchObject({ tid: world.ours.tenantId, rid: roomId, role: 'attendee' });
  expect(claims.exp - claims.iat).toBe(limits.tokenSecondsDefault);
  expect(claims.nbf).toBe(claims.iat);
  expect(claims.sub).toMatch(/^usr_/);
  expect(expiresAt).toBe(new Date(claims.exp * 1000).toISOString());
  expect(joinUrl).toBe(`http://127.0.0.1:4401/r/${roomId}#token=${token}`);
  expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'EdDSA', typ: 'cm-room+jwt' });
});

test('RT-21 201 everything that is said stands in the claims', async () => {
  const body = {
    role: 'host',
    userId: 'user-17',
    name: 'Άννα <b>',
    avatarUrl: 'https://example.com/a.png',
    metadata: { team: 'α' },
    expiresInSeconds: 60,
    grants: ['chat.send'],
    onDuplicate: 'reject',
    receive: 'stream',
  };
  const { userId: sub, avatarUrl: avatar, expiresInSeconds, ...same } = body;
  const claims = await claimsOf((await mint(body)).body.token);
  expect(claims).toMatchObject({ ...same, sub, avatar });
  expect(claims.exp - claims.iat).toBe(expiresInSeconds);
});

test('RT-16 201 a role that nobody knows becomes attendee', async () => {
  expect((await claimsOf((await mint({ role: 'Host' })).body.token)).role).toBe('attendee');
});

test('RT-21 201 no two tokens share their jti', async () => {
  const tokens = await Promise.all(Array.from({ length: 20 }, async () => (await mint()).body.token));
  const ids = await Promise.all(tokens.map(async (token) => (await claimsOf(token)).jti));
  expect(new Set(ids).size).toBe(20);
});

test.each([
  [{ expiresInSeconds: limits.tokenSecondsMin - 1 }, '/expiresInSeconds'],
  [{ expiresInSeconds: limits.tokenSecondsMax + 1 }, '/expiresInSeconds'],
  [{ grants: ['everything'] }, '/grants/0'],
  [{ avatarUrl: 'javascript:alert(1)' }, '/avatarUrl'],
  [{ name: 'a\u202eb' }, '/name'],
  [{ userId: '' }, '/userId'],
  [{ tid: 'tnt_x' }, '/tid'],
  [{ onDuplicate: 'kick' }, '/onDuplicate'],
])('400 %j is refused by name', async (body, pointer) => {
  const response = await mint(body);
  expect(response.status).toBe(400);
  expect(response.body).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
});

test('404 there is no such room', async () => {
  const response = await world.call('post', `/v1/rooms/${newId('room')}/tokens`);
  expect(response.status).toBe(404);
  expect(response.body.code).toBe('not-found');
});

test('RT-21 422 what would be too long for any verifier is not minted', async () => {
  const body = {
    metadata: { text: 'x'.repeat(4000) },
    avatarUrl: `https://example.com/${'y'.repeat(2000)}`,
    name: '𝔸'.repeat(40),
    userId: '𝔹'.repeat(60),
  };
  const response = await mint(body);
  expect(response.status).toBe(422);
  expect(response.body).toMatchObject({ code: 'unprocessable', errors: [{ pointer: '/metadata' }] });
});
