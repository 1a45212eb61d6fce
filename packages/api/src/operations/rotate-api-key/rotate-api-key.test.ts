import { newId } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

let world: ApiWorld;
let nowMs = Date.now();
beforeAll(async () => {
  world = await createApiWorld({ nowMs: () => nowMs });
});
afterAll(() => world.close());

const make = async (body: object = {}) => (await world.call('post', '/v1/api-keys').send(body)).body;
const works = async (key: string) => (await world.call('get', '/v1/rooms', `Bearer ${key}`)).status === 200;
const rotate = (id: string, body?: object) => world.call('post', `/v1/api-keys/${id}/rotate`).send(body);

test('201 the new key has name, kind and scopes of the old one, and both work for a while', async () => {
  const old = await make({ name: 'Server', kind: 'live', scopes: ['rooms:read'] });
  const response = await rotate(old.id, { overlapSeconds: 3600 });
  expect(response.status).toBe(201);
  expect(response.body).toMatchObject({
    name: 'Server',
    kind: 'live',
    scopes: ['rooms:read'],
    expiresAt: null,
  });
  expect([await works(old.key), await works(response.body.key)]).toEqual([true, true]);
  const listed = (await world.call('get', '/v1/api-keys')).body.data;
  const shown = listed.find((one: { id: string }) => one.id === old.id);
  expect(Date.parse(shown.expiresAt)).toBe(nowMs + 3_600_000);
});

test('after the overlap only the new key works', async () => {
  const old = await make();
  const { key } = (await rotate(old.id, { overlapSeconds: 60 })).body;
  nowMs += 61_000;
  expect([await works(old.key), await works(key)]).toEqual([false, true]);
});

test('without an overlap the old key ends at once', async () => {
  const old = await make();
  expect(await works(old.key)).toBe(true);
  await rotate(old.id, { overlapSeconds: 0 });
  expect(await works(old.key)).toBe(false);
});

test('rotating again does not lengthen the life of a key that is running out', async () => {
  const old = await make();
  await rotate(old.id, { overlapSeconds: 3600 });
  const again = await rotate(old.id, { overlapSeconds: 7200 });
  expect(again.status).toBe(201);
  const listed = (await world.call('get', '/v1/api-keys?limit=100')).body.data;
  const shown = listed.find((one: { id: string }) => one.id === old.id);
  expect(Date.parse(shown.expiresAt)).toBe(nowMs + 3_600_000);
});

test('404 for a key that is not there, 400 for an overlap beyond a week', async () => {
  expect((await rotate(newId('apiKey'))).status).toBe(404);
  expect((await rotate(world.ours.apiKeyId, { overlapSeconds: 8 * 24 * 3600 })).status).toBe(400);
});
