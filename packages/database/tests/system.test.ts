import { generateKeyPairSync } from 'node:crypto';
import { newId, publicKeyJwkSchema } from '@cloudmeet/contracts';
import { expect, test } from 'vitest';
import { createRoom, createTenant, hashOf, times, worldOfTest } from './world.ts';

const world = worldOfTest();

function jwk() {
  return publicKeyJwkSchema.parse(generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }));
}
const keyInput = (secret: string) => ({
  id: newId('apiKey'),
  name: 'backend',
  kind: 'live' as const,
  prefix: 'cm_live_ab',
  hash: hashOf(secret),
});

test('an API key says which tenant it is, by its hash alone', async () => {
  const { tenant, tenantId } = await createTenant(world.database);
  const input = keyInput('first');
  await tenant.transaction((repos) => repos.apiKeys.create(input));
  const found = await world.database.system.findApiKey(input.hash);
  expect(found).toMatchObject({ id: input.id, tenantId, kind: 'live', revokedAt: null, lastUsedAt: null });
  expect(JSON.stringify(found)).not.toContain(input.hash);
  expect(await world.database.system.findApiKey(hashOf('another'))).toBeNull();
});

test('a revoked key is found as revoked, is not listed, and the last one cannot be revoked', async () => {
  const { tenant } = await createTenant(world.database);
  const inputs = [keyInput('one'), keyInput('two')];
  for (const input of inputs) await tenant.transaction((repos) => repos.apiKeys.create(input));
  const revoke = (id = '') => tenant.transaction((repos) => repos.apiKeys.revoke(id));
  const outcomes = await Promise.all(inputs.map((input) => revoke(input.id)));
  expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['last-key', 'revoked']);
  const gone = inputs[outcomes.findIndex((outcome) => outcome.status === 'revoked')];
  expect((await world.database.system.findApiKey(gone?.hash ?? ''))?.revokedAt).toBeInstanceOf(Date);
  expect(await revoke(gone?.id)).toEqual({ status: 'missing' });
  const listed = await tenant.transaction((repos) => repos.apiKeys.list());
  expect(listed.data).toHaveLength(1);
});

test('a key is noted as used once a minute at most', async () => {
  const { tenant } = await createTenant(world.database);
  const input = keyInput('used');
  await tenant.transaction((repos) => repos.apiKeys.create(input));
  const lastUsed = async () => (await world.database.system.findApiKey(input.hash))?.lastUsedAt;
  await tenant.transaction((repos) => repos.apiKeys.touch(input.id));
  const first = await lastUsed();
  expect(first).toBeInstanceOf(Date);
  await tenant.transaction((repos) => repos.apiKeys.touch(input.id));
  expect(await lastUsed()).toEqual(first);
  await tenant.transaction((repos) => repos.apiKeys.touch(input.id, { everyMs: -1000 }));
  expect((await lastUsed())?.getTime()).toBeGreaterThan(first?.getTime() ?? 0);
});

test('a limit holds however many ask at once', async () => {
  const { tenant } = await createTenant(world.database);
  const keys = await Promise.all(
    times(12).map((n) =>
      tenant.transaction((repos) => repos.apiKeys.create(keyInput(`limit-${String(n)}`), { max: 5 })),
    ),
  );
  const origins = await Promise.all(
    times(12).map((n) => {
      const input = { id: newId('origin'), origin: `https://app-${String(n)}.example.com` };
      return tenant.transaction((repos) => repos.allowedOrigins.add(input, { max: 5 }));
    }),
  );
  const signing = await Promise.all(
    times(12).map((n) => {
      const input = {
        id: newId('signingKey'),
        kid: String(n),
        algorithm: 'EdDSA' as const,
        publicKeyJwk: jwk(),
      };
      return tenant.transaction((repos) => repos.signingKeys.add(input, { max: 5 }));
    }),
  );
  expect(keys.filter((key) => key !== null)).toHaveLength(5);
  for (const results of [origins, signing]) {
    expect(results.filter((result) => result.status === 'added')).toHaveLength(5);
    expect(results.filter((result) => result.status === 'limit-reached')).toHaveLength(7);
  }
});

test('a room page knows its tenant and who may frame it; unknown rooms have none', async () => {
  const { tenant, tenantId } = await createTenant(world.database, 'Acme & Söhne');
  const roomId = await createRoom(tenant);
  const add = (origin: string) =>
    tenant.transaction((repos) => repos.allowedOrigins.add({ id: newId('origin'), origin }));
  const first = await add('https://app.example.com');
  await add('http://localhost:4402');
  expect(await add('https://app.example.com')).toEqual({ status: 'exists' });
  await tenant.transaction((repos) => repos.tenant.update({ branding: { accent: '#1870ba' } }));
  const page = await world.database.system.findRoomPage(roomId);
  expect(page).toEqual({
    tenantId,
    tenantName: 'Acme & Söhne',
    branding: { accent: '#1870ba' },
    allowedOrigins: ['https://app.example.com', 'http://localhost:4402'],
  });
  const id = first.status === 'added' ? first.origin.id : '';
  const removed = await tenant.transaction(async (repos) => [
    await repos.allowedOrigins.remove(id),
    await repos.allowedOrigins.remove(id),
  ]);
  expect(removed).toEqual([true, false]);
  expect(await tenant.transaction((repos) => repos.allowedOrigins.all())).toEqual(['http://localhost:4402']);
  expect(await world.database.system.findRoomPage(newId('room'))).toBeNull();
});

test('a tenant’s signing key is found by tenant and kid until it is revoked, and its kid never comes back', async () => {
  const { tenant, tenantId } = await createTenant(world.database);
  const other = await createTenant(world.database);
  const input = { id: newId('signingKey'), kid: 'mine', algorithm: 'EdDSA' as const, publicKeyJwk: jwk() };
  const add = () =>
    tenant.transaction((repos) => repos.signingKeys.add({ ...input, id: newId('signingKey') }));
  const added = await add();
  const find = (id: string) => world.database.system.findTenantSigningKey(id, 'mine');
  expect(await find(tenantId)).toMatchObject({ kid: 'mine', publicKeyJwk: input.publicKeyJwk });
  expect(await find(other.tenantId)).toBeNull();
  const id = added.status === 'added' ? added.key.id : '';
  expect(await tenant.transaction((repos) => repos.signingKeys.revoke(id))).toBe(true);
  expect(await find(tenantId)).toBeNull();
  expect(await tenant.transaction((repos) => repos.signingKeys.findByKid('mine'))).toBeNull();
  expect(await add()).toEqual({ status: 'exists' });
});

test('a person logs in with e-mail in any case and the right password, and sees their tenants', async () => {
  const { tenant, tenantId } = await createTenant(world.database, 'Acme');
  const input = { id: newId('user'), email: 'Anna.Ä@Example.com', name: 'Anna', password: 'correct horse' };
  const user = await world.database.system.createUser(input);
  expect(user).toEqual({ id: input.id, email: 'anna.ä@example.com', name: 'Anna' });
  expect(await world.database.system.createUser({ ...input, id: newId('user') })).toBeNull();
  await tenant.transaction((repos) => repos.members.set(input.id, 'admin'));
  await tenant.transaction((repos) => repos.members.set(input.id, 'owner'));
  expect(await world.database.system.verifyLogin('ANNA.ä@example.COM', 'correct horse')).toEqual(user);
  expect(await world.database.system.verifyLogin('anna.ä@example.com', 'wrong')).toBeNull();
  expect(await world.database.system.verifyLogin('nobody@example.com', 'correct horse')).toBeNull();
  expect(await world.database.system.listMemberships(input.id)).toEqual([
    { tenantId, tenantName: 'Acme', role: 'owner' },
  ]);
  const { data: members } = await tenant.transaction((repos) => repos.members.list());
  expect(members).toMatchObject([{ userId: input.id, email: 'anna.ä@example.com', role: 'owner' }]);
  const remove = () => tenant.transaction((repos) => repos.members.remove(input.id));
  expect(await remove()).toEqual({ status: 'last-owner' });
  await tenant.transaction((repos) => repos.members.set(input.id, 'admin'));
  expect(await remove()).toMatchObject({ status: 'changed', member: { role: 'admin' } });
  expect(await remove()).toEqual({ status: 'missing' });
  expect(await world.database.system.listMemberships(input.id)).toEqual([]);
});

test('processes that start at the same moment end up with one and the same signing key', async () => {
  const { serviceKeys } = world.database;
  const make = (kid: string) => ({
    kid,
    algorithm: 'EdDSA' as const,
    publicKeyJwk: jwk(),
    privateJwkSealed: 'v1.x',
  });
  const kept = await Promise.all(times(8).map((n) => serviceKeys.ensureFirst(make(`key-${String(n)}`))));
  expect(new Set(kept.map((key) => key.kid)).size).toBe(1);
  expect(await serviceKeys.list()).toHaveLength(1);
  expect(await serviceKeys.add(make('second'))).toBe(true);
  expect(await serviceKeys.add(make('second'))).toBe(false);
  expect(await serviceKeys.retire('second')).toBe(true);
  expect(await serviceKeys.retire('second')).toBe(false);
  expect((await serviceKeys.list()).map((key) => [key.kid, key.retiredAt !== null])).toEqual([
    ['second', true],
    [kept[0]?.kid, false],
  ]);
});
