import { newId } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createApiWorld } from '../../tests/api-world.ts';
import type { ApiWorld } from '../../tests/api-world.ts';
import { createTenant } from '../../tests/create-tenant.ts';
import { createAuthenticator } from './authenticator.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const lastUsed = (tenantId: string) =>
  world.database.forTenant({ tenantId }).transaction(async (repos) => {
    const { data } = await repos.apiKeys.list();
    return data[0]?.lastUsedAt?.getTime() ?? 0;
  });

test('a key is looked up once a second however often it is used, and its use is noted once a minute', async () => {
  const { apiKey, tenantId } = await createTenant(world, 'Busy');
  const findApiKey = vi.spyOn(world.database.system, 'findApiKey');
  let nowMs = 0;
  const authenticator = createAuthenticator({
    database: world.database,
    identity: world.identity,
    nowMs: () => nowMs,
  });
  for (let n = 0; n < 100; n += 1) await authenticator.authenticate(`Bearer ${apiKey}`);
  expect(findApiKey).toHaveBeenCalledTimes(1);
  const noted = await lastUsed(tenantId);
  expect(noted).toBeGreaterThan(0);
  nowMs = 1000;
  await authenticator.authenticate(`Bearer ${apiKey}`);
  expect(findApiKey).toHaveBeenCalledTimes(2);
  expect(await lastUsed(tenantId)).toBe(noted);
  findApiKey.mockRestore();
});

test('a key that another process revoked is believed for a second at most', async () => {
  const { apiKey, apiKeyId, tenantId } = await createTenant(world, 'Revoked elsewhere');
  let nowMs = 0;
  const authenticator = createAuthenticator({
    database: world.database,
    identity: world.identity,
    nowMs: () => nowMs,
  });
  await authenticator.authenticate(`Bearer ${apiKey}`);
  await world.database.forTenant({ tenantId }).transaction(async (repos) => {
    await repos.apiKeys.create({
      id: newId('apiKey'),
      name: 'x',
      kind: 'test',
      prefix: 'x',
      hash: apiKeyId,
    });
    await repos.apiKeys.revoke(apiKeyId);
  });
  expect(await authenticator.authenticate(`Bearer ${apiKey}`)).toMatchObject({ apiKeyId });
  nowMs = 1000;
  await expect(authenticator.authenticate(`Bearer ${apiKey}`)).rejects.toMatchObject({
    code: 'invalid-credential',
  });
});

test('a look-up that began before the key was revoked here does not bring it back', async () => {
  const { apiKey, apiKeyId, tenantId } = await createTenant(world, 'Race');
  const found = Promise.withResolvers<void>();
  const { system } = world.database;
  const slow = Object.assign(Object.create(system), {
    findApiKey: async (hash: string) => {
      const record = await system.findApiKey(hash);
      await found.promise;
      return record;
    },
  });
  const database = { system: slow, forTenant: world.database.forTenant };
  const authenticator = createAuthenticator({ database, identity: world.identity });
  const early = authenticator.authenticate(`Bearer ${apiKey}`);
  await world.database.forTenant({ tenantId }).transaction(async (repos) => {
    await repos.apiKeys.create({
      id: newId('apiKey'),
      name: 'x',
      kind: 'test',
      prefix: 'x',
      hash: apiKeyId,
    });
    await repos.apiKeys.revoke(apiKeyId);
  });
  authenticator.forget(apiKeyId);
  found.resolve();
  await early;
  await expect(authenticator.authenticate(`Bearer ${apiKey}`)).rejects.toMatchObject({
    code: 'invalid-credential',
  });
});

test('a request goes on when its use cannot be noted, and somebody is told', async () => {
  const { apiKey } = await createTenant(world, 'Unnoted');
  const told: unknown[] = [];
  const forTenant = () => ({ transaction: () => Promise.reject(new Error('read only')) });
  const database = { system: world.database.system, forTenant };
  const authenticator = createAuthenticator({
    database,
    identity: world.identity,
    onTouchError: (error) => told.push(error),
  });
  await expect(authenticator.authenticate(`Bearer ${apiKey}`)).resolves.toBeDefined();
  expect(told).toMatchObject([{ message: 'read only' }]);
});

test('a database that is away is not a wrong key', async () => {
  const { database } = world;
  const system = Object.assign(Object.create(database.system), {
    findApiKey: () => Promise.reject(new Error('away')),
  });
  const authenticator = createAuthenticator({
    database: { system, forTenant: database.forTenant },
    identity: world.identity,
  });
  await expect(authenticator.authenticate(`Bearer ${world.ours.apiKey}`)).rejects.toThrow('away');
});
