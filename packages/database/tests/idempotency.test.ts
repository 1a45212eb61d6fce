import { expect, test } from 'vitest';
import type { TenantDatabase } from '../src/index.ts';
import { createTenant, hashOf, times, worldOfTest } from './world.ts';

const world = worldOfTest();
const request = { key: 'key-1', route: 'POST /v1/rooms', bodyHash: hashOf('{}') };
const answer = { status: 201, body: { id: 'rm_1', list: [null] } };

const begin = (tenant: TenantDatabase, changes: Partial<typeof request & { lockMs: number }> = {}) =>
  tenant.transaction((repos) => repos.idempotency.begin({ ...request, ...changes }));

test('a finished request is answered again, to the last byte', async () => {
  const { tenant } = await createTenant(world.database);
  expect(await begin(tenant)).toEqual({ status: 'new' });
  await tenant.transaction((repos) => repos.idempotency.complete(request.key, answer));
  expect(await begin(tenant)).toEqual({ status: 'replay', response: answer });
});

test('an answer without a body is answered again too', async () => {
  const { tenant } = await createTenant(world.database);
  await begin(tenant);
  await tenant.transaction((repos) => repos.idempotency.complete(request.key, { status: 204, body: null }));
  expect(await begin(tenant)).toEqual({ status: 'replay', response: { status: 204, body: null } });
});

test('the key of another body or route is a mismatch, running or done', async () => {
  const { tenant } = await createTenant(world.database);
  await begin(tenant);
  expect(await begin(tenant, { bodyHash: hashOf('{"a":1}') })).toEqual({ status: 'mismatch' });
  await tenant.transaction((repos) => repos.idempotency.complete(request.key, answer));
  expect(await begin(tenant, { route: 'POST /v1/api-keys' })).toEqual({ status: 'mismatch' });
});

test('of many same requests at once one is new, the others are told that it runs', async () => {
  const { tenant } = await createTenant(world.database);
  const results = await Promise.all(times(20).map(() => begin(tenant)));
  expect(results.filter((result) => result.status === 'new')).toHaveLength(1);
  expect(results.filter((result) => result.status === 'in-progress')).toHaveLength(19);
});

test('with the work in one transaction many same requests do it once and all get its answer', async () => {
  const { tenant } = await createTenant(world.database);
  let done = 0;
  const serve = () =>
    tenant.transaction(async (repos) => {
      const begun = await repos.idempotency.begin(request);
      if (begun.status === 'replay') return begun.response;
      expect(begun.status).toBe('new');
      done += 1;
      await repos.idempotency.complete(request.key, answer);
      return answer;
    });
  const answers = await Promise.all(times(15).map(serve));
  expect(done).toBe(1);
  expect(answers).toEqual(times(15).map(() => answer));
});

test('work that failed leaves the key free', async () => {
  const { tenant } = await createTenant(world.database);
  const failing = tenant.transaction(async (repos) => {
    await repos.idempotency.begin(request);
    throw new Error('the rest failed');
  });
  await expect(failing).rejects.toThrow('the rest failed');
  expect(await begin(tenant)).toEqual({ status: 'new' });
  await tenant.transaction((repos) => repos.idempotency.abandon(request.key));
  expect(await begin(tenant)).toEqual({ status: 'new' });
});

test('a retry takes the place of a request whose process died, with the same body only', async () => {
  const { tenant } = await createTenant(world.database);
  await begin(tenant, { lockMs: -1 });
  expect(await begin(tenant, { bodyHash: hashOf('other') })).toEqual({ status: 'mismatch' });
  expect(await begin(tenant)).toEqual({ status: 'new' });
  expect(await begin(tenant)).toEqual({ status: 'in-progress' });
});

test("tenants' keys are apart", async () => {
  const first = await createTenant(world.database);
  const second = await createTenant(world.database);
  await begin(first.tenant);
  expect(await begin(second.tenant, { bodyHash: hashOf('other') })).toEqual({ status: 'new' });
});
