import { createdApiKeySchema, limits } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';
import { createTenant } from '../../../tests/create-tenant.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const create = (body?: object, apiKey = world.ours.apiKey) => {
  const request = world.call('post', '/v1/api-keys', `Bearer ${apiKey}`);
  return body ? request.send(body) : request;
};

test('201 a key is shown this once and works at once, for its tenant', async () => {
  const response = await create({ name: 'Server', kind: 'live' });
  expect(response.status).toBe(201);
  const { key, prefix, kind } = createdApiKeySchema.strict().parse(response.body);
  expect(key).toMatch(/^cm_live_[0-9A-Za-z]{43}$/);
  expect([kind, key.startsWith(prefix), prefix.length]).toEqual(['live', true, 'cm_live_'.length + 4]);
  const { body } = await world.call('get', '/v1/tenant', `Bearer ${key}`);
  expect(body.id).toBe(world.ours.tenantId);
});

test('201 without a word a key is of the kind of the one that asks', async () => {
  expect((await create()).body).toMatchObject({ kind: 'test', name: 'API key', lastUsedAt: null });
  const live = await createTenant(world, 'Live', 'live');
  expect((await create(undefined, live.apiKey)).body.kind).toBe('live');
});

test('201 no two keys share more than their prefix', async () => {
  const keys = await Promise.all(Array.from({ length: 10 }, async () => (await create()).body.key.slice(8)));
  expect(new Set(keys.map((key: string) => key.slice(0, 8))).size).toBe(10);
});

test.each([{ kind: 'admin' }, { name: '' }, { name: 'a\u0000' }, { key: 'cm_live_mine' }])(
  '400 %j',
  async (body) => {
    expect((await create(body)).status).toBe(400);
  },
);

test('422 there is a limit, and revoked keys do not count', async () => {
  const { apiKey } = world.theirs;
  const answers = await Promise.all(Array.from({ length: limits.apiKeysMax }, () => create({}, apiKey)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(limits.apiKeysMax - 1);
  expect(answers.find(({ status }) => status !== 201)?.body.code).toBe('limit-reached');
  const [one] = answers.filter(({ status }) => status === 201);
  await world.call('delete', `/v1/api-keys/${one?.body.id}`, `Bearer ${apiKey}`);
  expect((await create({}, apiKey)).status).toBe(201);
});
