import { signingKeySchema } from '@cloudmeet/contracts';
import { newSigner } from '@cloudmeet/testing/room-tokens';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

test('200 public keys come page by page, newest first, without anything private', async () => {
  const signers = [newSigner('EdDSA', 'one'), newSigner('ES256', 'two'), newSigner('EdDSA', 'three')];
  for (const { publicJwk } of signers)
    await world.call('post', '/v1/tenant/signing-keys').send({ publicKeyJwk: publicJwk });
  const first = await world.call('get', '/v1/tenant/signing-keys?limit=2');
  const second = await world.call('get', `/v1/tenant/signing-keys?cursor=${first.body.nextCursor}`);
  const shown = [...first.body.data, ...second.body.data].map((key) => signingKeySchema.strict().parse(key));
  expect(shown.map(({ kid, algorithm }) => [kid, algorithm])).toEqual([
    ['three', 'EdDSA'],
    ['two', 'ES256'],
    ['one', 'EdDSA'],
  ]);
  expect(JSON.stringify(shown)).not.toContain('"d"');
});
