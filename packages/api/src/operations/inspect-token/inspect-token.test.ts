import { permissions, tokenInspectionSchema } from '@cloudmeet/contracts';
import { craftToken, newSigner, newTokenWorld, tokenForgeries } from '@cloudmeet/testing/room-tokens';
import type { TokenSigner, TokenWorld } from '@cloudmeet/testing/room-tokens';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

const nowSeconds = 1_800_000_000;
let world: ApiWorld;
let tokens: TokenWorld;

async function newRoom(apiKey: string): Promise<string> {
  return (await world.call('post', '/v1/rooms', `Bearer ${apiKey}`)).body.id;
}

async function register(signer: TokenSigner, apiKey: string): Promise<TokenSigner> {
  const body = { publicKeyJwk: signer.publicJwk };
  const response = await world.call('post', '/v1/tenant/signing-keys', `Bearer ${apiKey}`).send(body);
  expect(response.status).toBe(201);
  return signer;
}

beforeAll(async () => {
  world = await createApiWorld({ nowMs: () => nowSeconds * 1000 });
  const { ours, theirs, serviceKeys } = world;
  const { kid, privateKey } = await serviceKeys.signer();
  const [publicJwk] = await serviceKeys.published();
  tokens = newTokenWorld({
    nowSeconds,
    issuer: world.config.publicApiUrl,
    tenantId: ours.tenantId,
    otherTenantId: theirs.tenantId,
    roomId: await newRoom(ours.apiKey),
    siblingRoomId: await newRoom(ours.apiKey),
    otherRoomId: await newRoom(theirs.apiKey),
    service: { ...newSigner('EdDSA'), kid, privateKey, publicJwk: publicJwk! },
    registered: await register(newSigner('ES256'), ours.apiKey),
    registeredEd25519: await register(newSigner('EdDSA'), ours.apiKey),
    otherTenants: await register(newSigner('ES256'), theirs.apiKey),
  });
});
afterAll(() => world.close());

const inspect = async (token: unknown, apiKey = world.ours.apiKey) => {
  const response = await world.call('post', '/v1/tokens/inspect', `Bearer ${apiKey}`).send({ token });
  expect(response.status).toBe(200);
  return tokenInspectionSchema.parse(response.body);
};

test('RT-25 200 a minted token is valid, with its claims and what it allows', async () => {
  const body = { role: 'host', name: 'Anna', userId: 'u1' };
  const { token } = (await world.call('post', `/v1/rooms/${tokens.roomId}/tokens`).send(body)).body;
  const answer = await inspect(token);
  expect(answer).toMatchObject({ valid: true, claims: { sub: 'u1', name: 'Anna', rid: tokens.roomId } });
  expect(answer.allows).toEqual(permissions);
  expect(answer.code).toBeUndefined();
});

test('RT-25 200 a token of a registered key is valid', async () => {
  for (const signer of [tokens.registered, tokens.registeredEd25519])
    expect((await inspect(craftToken(tokens, { signer }))).valid).toBe(true);
});

test("RT-17 grants narrow what the role has and the room's policies narrow it too", async () => {
  const granted = craftToken(tokens, { claims: { role: 'moderator', grants: ['chat.send', 'room.end'] } });
  expect((await inspect(granted)).allows).toEqual(['room.join', 'chat.send']);
  const policies = { 'chat.send': 'off', 'screen.share': 'on-request' };
  await world.call('patch', `/v1/rooms/${tokens.siblingRoomId}`).send({ policies });
  const { allows } = await inspect(craftToken(tokens, { claims: { rid: tokens.siblingRoomId } }));
  expect(allows).toContain('media.publish');
  expect(allows).not.toContain('chat.send');
  expect(allows).not.toContain('screen.share');
});

test.each(tokenForgeries.map((forgery) => [forgery.rule, forgery.name, forgery] as const))(
  '%s 200 a forgery is explained, not answered with an error: %s',
  async (_rule, _name, { token, code, inspected = code }) => {
    const answer = await inspect(token(tokens));
    if (inspected === 'valid') expect(answer.valid).toBe(true);
    else {
      expect(answer).toMatchObject({ valid: false, code: inspected, allows: [] });
      expect(answer.reason).toBeTruthy();
      expect(answer.fix).toBeTruthy();
    }
  },
);

test.each(['', ' ', 'x'.repeat(9000), '.', '..', '\u0000', '<script>', '\ud800', '{}', 'Bearer x'])(
  'RT-25 200 no text is too strange to be answered: %j',
  async (token) => {
    expect(await inspect(token)).toMatchObject({ valid: false, code: 'token-malformed', allows: [] });
  },
);

test("RT-25 another tenant's token is answered exactly like one of an unknown key", async () => {
  const claims = { tid: tokens.otherTenantId, rid: tokens.otherRoomId, jti: 'same', sub: 'same' };
  const byUs = await inspect(craftToken(tokens, { claims }));
  const byThem = await inspect(craftToken(tokens, { signer: tokens.otherTenants, claims }));
  const byNobody = await inspect(craftToken(tokens, { signer: newSigner('ES256'), claims }));
  const noSuchTenant = await inspect(
    craftToken(tokens, {
      signer: newSigner('ES256'),
      claims: { ...claims, tid: 'tnt_000000000000000000000000' },
    }),
  );
  expect(byUs).toEqual(byNobody);
  expect(byThem).toEqual(byNobody);
  expect({ ...noSuchTenant, claims: {} }).toEqual({ ...byNobody, claims: {} });
  expect(byNobody).toMatchObject({ code: 'token-key-unknown' });
});

test('RT-25 claims that do not have their form are left out, unknown ones are shown', async () => {
  const token = craftToken(tokens, { claims: { exp: 'soon', extra: { a: [1] }, grants: 'all' } });
  const { claims, reason } = await inspect(token);
  expect(claims).toMatchObject({ sub: 'user-1', extra: { a: [1] } });
  expect(claims).not.toHaveProperty('exp');
  expect(claims).not.toHaveProperty('grants');
  expect(reason).toContain('/exp');
});

test('RT-20 a token whose key was removed is refused from that moment on', async () => {
  const signer = newSigner('EdDSA');
  const { body } = await world
    .call('post', '/v1/tenant/signing-keys')
    .send({ publicKeyJwk: signer.publicJwk });
  const token = craftToken(tokens, { signer });
  expect((await inspect(token)).valid).toBe(true);
  await world.call('delete', `/v1/tenant/signing-keys/${body.id}`);
  expect(await inspect(token)).toMatchObject({ valid: false, code: 'token-key-unknown' });
});

test('RT-11 a token of a deleted room is refused', async () => {
  const roomId = await newRoom(world.ours.apiKey);
  const token = craftToken(tokens, { claims: { rid: roomId } });
  expect((await inspect(token)).valid).toBe(true);
  await world.call('delete', `/v1/rooms/${roomId}`);
  expect(await inspect(token)).toMatchObject({ valid: false, code: 'token-room-mismatch' });
});

test.each([undefined, null, 5, {}, ['x']])('400 %j is no text', async (token) => {
  const response = await world.call('post', '/v1/tokens/inspect').send({ token });
  expect([response.status, response.body.code]).toEqual([400, 'invalid-request']);
});
