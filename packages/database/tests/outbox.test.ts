import pg from 'pg';
import { beforeEach, expect, test } from 'vitest';
import type { TenantDatabase } from '../src/index.ts';
import { createRoom, createTenant, times, worldOfTest } from './world.ts';

const world = worldOfTest();
const drain = () => world.database.system.leaseOutbox(1000, 60_000);

beforeEach(async () => {
  const left = await drain();
  await world.database.system.markOutboxDone(left.map((message) => message.id));
});

const enqueue = (tenant: TenantDatabase, roomId?: string, payload = {}) =>
  tenant.transaction((repos) => repos.outbox.enqueue({ type: 'room.created', roomId, payload }));

test('fifty transactions at once, a third of which fail, number a room without gaps', async () => {
  const { tenant } = await createTenant(world.database);
  const roomId = await createRoom(tenant);
  const attempts = await Promise.allSettled(
    times(50).map((n) =>
      tenant.transaction(async (repos) => {
        await repos.outbox.enqueue({ type: 'room.created', roomId, payload: { n } });
        if (n % 3 === 0) throw new Error('the rest failed');
      }),
    ),
  );
  expect(attempts.filter((attempt) => attempt.status === 'rejected')).toHaveLength(17);
  const messages = await drain();
  expect(messages.map((message) => message.seq)).toEqual(times(33).map((n) => n + 1));
});

test('a database sequence leaves gaps there (the check above can fail)', async () => {
  const client = new pg.Client(world.urls.ownerUrl);
  await client.connect();
  await client.query('CREATE SEQUENCE naive; CREATE TABLE naive_outbox (seq bigint)');
  for (const n of times(6)) {
    await client.query("BEGIN; INSERT INTO naive_outbox VALUES (nextval('naive'))");
    await client.query(n % 3 === 0 ? 'ROLLBACK' : 'COMMIT');
  }
  const { rows } = await client.query<{ seq: string }>('SELECT seq FROM naive_outbox ORDER BY seq');
  await client.end();
  expect(rows.map((row) => Number(row.seq))).not.toEqual(times(rows.length).map((n) => n + 1));
});

test('senders that take messages at the same time never get the same one', async () => {
  const { tenant } = await createTenant(world.database);
  const roomId = await createRoom(tenant);
  for (const _ of times(30)) await enqueue(tenant, roomId);
  const batches = await Promise.all(times(6).map(() => world.database.system.leaseOutbox(10, 60_000)));
  const ids = batches.flat().map((message) => message.id);
  expect(ids).toHaveLength(30);
  expect(new Set(ids).size).toBe(30);
});

test('a message whose sender died comes again under the same id; a delivered one does not', async () => {
  const { tenant, tenantId } = await createTenant(world.database);
  const roomId = await createRoom(tenant);
  const { id } = await enqueue(tenant, roomId, { hello: ['world', null] });
  const [first] = await world.database.system.leaseOutbox(10, -1);
  expect(first).toMatchObject({
    id,
    tenantId,
    roomId,
    type: 'room.created',
    seq: 1,
    payload: { hello: ['world', null] },
    attempts: 1,
  });
  expect(await drain()).toMatchObject([{ id, attempts: 2 }]);
  expect(await drain()).toEqual([]);
  expect(await world.database.system.markOutboxDone([id])).toBe(1);
  expect(await world.database.system.markOutboxDone([id])).toBe(0);
});

test('a delivery that failed is due again after its delay, not before', async () => {
  const { tenant } = await createTenant(world.database);
  const { id, seq } = await enqueue(tenant);
  expect(seq).toBeNull();
  await drain();
  await world.database.system.retryOutbox(id, 60_000);
  expect(await drain()).toEqual([]);
  await world.database.system.retryOutbox(id, 0);
  expect(await drain()).toMatchObject([{ id, attempts: 2 }]);
});

test('rooms are numbered apart, and a room of another tenant is not numbered at all', async () => {
  const { tenant } = await createTenant(world.database);
  const other = await createTenant(world.database);
  const [first, second] = [await createRoom(tenant), await createRoom(tenant)];
  const numbers = [];
  for (const room of [first, second, first]) numbers.push((await enqueue(tenant, room)).seq);
  expect(numbers).toEqual([1, 1, 2]);
  await expect(enqueue(other.tenant, first)).rejects.toThrow(/There is no room/);
});

test('housekeeping removes what was delivered long ago and keys that expired, nothing else', async () => {
  const { tenant } = await createTenant(world.database);
  const delivered = await enqueue(tenant);
  await world.database.system.markOutboxDone([delivered.id]);
  const waiting = await enqueue(tenant);
  await tenant.transaction((repos) => repos.idempotency.begin({ key: 'k', route: 'r', bodyHash: 'h' }));
  expect(await world.database.system.purge(3_600_000)).toEqual({ idempotencyKeys: 0, outbox: 0 });
  const admin = new pg.Client(world.urls.adminUrl);
  await admin.connect();
  await admin.query("UPDATE idempotency_keys SET expires_at = now() - interval '1 second'");
  await admin.query("UPDATE outbox SET done_at = done_at - interval '2 hours'");
  await admin.end();
  const purged = await world.database.system.purge(3_600_000);
  expect(purged.idempotencyKeys).toBe(1);
  expect(purged.outbox).toBeGreaterThan(0);
  expect(await drain()).toMatchObject([{ id: waiting.id }]);
});
