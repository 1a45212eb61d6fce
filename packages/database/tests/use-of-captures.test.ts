import { newId } from '@cloudmeet/contracts';
import pg from 'pg';
import { expect, test } from 'vitest';
import { createDatabase } from '../src/index.ts';
import type { Repositories } from '../src/index.ts';
import { createRoom, createTenant, startSession, worldOfTest } from './world.ts';

const world = worldOfTest();
const old = 4000;
const now = new Date('2026-11-21T12:00:00.000Z');

async function asAdmin<Row extends pg.QueryResultRow>(
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: world.urls.adminUrl });
  await client.connect();
  return client
    .query<Row>(text, [...values])
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

/** A tenant that recorded for years, deleted most of it, and recorded twice this month. */
async function tenantWithPast() {
  const { tenant, tenantId } = await createTenant(world.database);
  const roomId = await createRoom(tenant);
  const { id: sessionId } = await startSession(tenant, roomId);
  await asAdmin(
    `INSERT INTO captures (id, tenant_id, kind, room_id, session_id, status, started_by, created_at, started_at,
       duration_ms, bytes, deleted_at)
     SELECT $1 || n, $2, 'recording', $3, $4, 'ready', '{}', at, at, 60000, 10, CASE WHEN n > 2 THEN at END
     FROM (SELECT n, $5::timestamptz - CASE WHEN n > 2 THEN interval '40 days' + n * interval '1 hour'
       ELSE interval '1 day' END AS at FROM generate_series(1, $6) n) c`,
    [newId('recording'), tenantId, roomId, sessionId, now, old + 2],
  );
  await asAdmin('ANALYZE captures');
  return { tenantId };
}

/** How many rows of captures were read for a look. PostgreSQL is told when a connection ends. */
async function rowsRead<Result>(
  tenant: { tenantId: string },
  look: (repos: Repositories) => Promise<Result>,
): Promise<{ result: Result; read: number }> {
  const count = async () => {
    const [row] = await asAdmin<{ read: string }>(
      "SELECT seq_tup_read + idx_tup_fetch AS read FROM pg_stat_user_tables WHERE relname = 'captures'",
    );
    return Number(row?.read);
  };
  const before = await count();
  const database = createDatabase({ url: world.urls.appUrl });
  const result = await database
    .forTenant(tenant)
    .transaction(look)
    .finally(() => database.close());
  return { result, read: (await count()) - before };
}

test('what a month used of recordings, and what is kept, is found without reading all that was ever recorded', async () => {
  const tenant = await tenantWithPast();
  const month = { from: '2026-11-01', to: '2026-11-30' };
  const captured = await rowsRead(tenant, (repos) => repos.usage.captured(month, now));
  expect(captured.result).toEqual({ recordingMs: 120_000, streamingMs: 0 });
  expect(captured.read).toBeLessThan(50);
  const stored = await rowsRead(tenant, (repos) => repos.usage.stored({}));
  expect(stored.result).toBe(20);
  expect(stored.read).toBeLessThan(50);
  const years = { from: '2020-01-01', to: '2026-11-30' };
  const control = await rowsRead(tenant, (repos) => repos.usage.captured(years, now));
  expect(control.result.recordingMs).toBe((old + 2) * 60_000);
  expect(control.read, 'the rows are counted (control)').toBeGreaterThanOrEqual(old);
});

test('a budget comes with what was told of it in this month and the one before, not with all months', async () => {
  const { tenant, tenantId } = await createTenant(world.database);
  const id = newId('budget');
  const input = { id, metric: 'storedBytes', externalId: null, limit: 1 } as const;
  await tenant.transaction(async (repos) => {
    await repos.budgets.create({ ...input, thresholds: [100], createdAt: now }, { max: 1 });
  });
  await asAdmin(
    `INSERT INTO budget_crossings (budget_id, month, threshold, tenant_id, used, at)
     SELECT $1, to_char($3::timestamptz - n * interval '1 month', 'YYYY-MM'), 100, $2, 1,
       $3::timestamptz - n * interval '1 month'
     FROM generate_series(0, 99) n`,
    [id, tenantId, now],
  );
  const found = await tenant.transaction((repos) => repos.budgets.lock(id, now));
  expect(found?.crossings.map(({ month }) => month)).toEqual(['2026-10', '2026-11']);
});
