import { defaultPolicies, newId, roomDefaults } from '@cloudmeet/contracts';
import { craftToken, newTokenWorld, tokenForgeries } from '@cloudmeet/testing/room-tokens';
import type { TokenSigner, TokenWorld } from '@cloudmeet/testing/room-tokens';
import { beforeAll, expect, test } from 'vitest';
import { codeOf, worldOfFile } from '../world-of-file.ts';
import { watchRoom } from './watched-room.ts';

const use = worldOfFile();
let tokens: TokenWorld;

/** Makes the forgers' world true: both tenants, their rooms and keys, and the deployment's own key. */
async function settle(world: TokenWorld): Promise<void> {
  const { database } = use.world;
  const { kid, publicJwk: publicKeyJwk } = world.service;
  await database.serviceKeys.add({ kid, algorithm: 'EdDSA', publicKeyJwk, privateJwkSealed: 'not needed' });
  const tenants: [string, string[], TokenSigner[]][] = [
    [world.tenantId, [world.roomId, world.siblingRoomId], [world.registered, world.registeredEd25519]],
    [world.otherTenantId, [world.otherRoomId], [world.otherTenants]],
  ];
  const room = {
    ...roomDefaults,
    policies: defaultPolicies,
    recording: {},
    externalId: null,
    metadata: {},
    test: true,
  };
  for (const [tenantId, roomIds, signers] of tenants) {
    await database.forTenant({ tenantId }).transaction(async (repos) => {
      await repos.tenant.create({ name: 'A tenant' });
      for (const id of roomIds) await repos.rooms.create({ ...room, id });
      for (const { kid: own, algorithm, publicJwk } of signers)
        await repos.signingKeys.add({
          id: newId('signingKey'),
          kid: own,
          algorithm,
          publicKeyJwk: publicJwk,
        });
    });
  }
}

beforeAll(async () => {
  tokens = newTokenWorld({ nowSeconds: Math.floor(Date.now() / 1000), issuer: use.node.internalUrl });
  await settle(tokens);
});

const hello = (token: string) => codeOf(use.world.client(use.node, tokens.roomId).hello(token));

test('RL-11 good tokens of every signer are let in (control)', async () => {
  for (const signer of [tokens.service, tokens.registered, tokens.registeredEd25519])
    expect(await hello(craftToken(tokens, { signer }))).toBe('nothing');
});

test.each(tokenForgeries.map((forgery) => [forgery.name, forgery] as const))(
  'RL-11 the socket refuses a forged token: %s',
  async (_name, { token, code }) => {
    const forged = token(tokens);
    // What is longer than any token, or no text that a message may hold, does not even come as far.
    expect([code, 'message-invalid', 'message-too-large']).toContain(await hello(forged));
  },
);

test('RL-11 nobody in a room notices the forgers', async () => {
  const room = await watchRoom(use.world, use.node);
  for (const { token } of tokenForgeries) {
    const client = use.world.client(use.node, room.roomId);
    expect(await codeOf(client.hello(token(tokens)))).not.toBe('nothing');
  }
  await room.expectUntouched();
});
