import { newId } from '@cloudmeet/contracts';
import { newSigner } from '@cloudmeet/testing/room-tokens';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const remove = (id: string) => world.call('delete', `/v1/tenant/signing-keys/${id}`);

test('RT-20 204 the key is gone, 404 a second time', async () => {
  const body = { publicKeyJwk: newSigner('EdDSA').publicJwk };
  const { body: key } = await world.call('post', '/v1/tenant/signing-keys').send(body);
  expect((await remove(key.id)).status).toBe(204);
  expect((await world.call('get', '/v1/tenant/signing-keys')).body.data).toEqual([]);
  expect((await remove(key.id)).status).toBe(404);
});

test.each([newId('signingKey'), 'sgn_1', newId('apiKey')])('404 there is no signing key %s', async (id) => {
  const response = await remove(id);
  expect([response.status, response.body.code]).toEqual([404, 'not-found']);
});
