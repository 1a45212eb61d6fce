import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { createDatabase, migrateDatabase } from '../src/index.ts';
import { migrationsFolder } from '../src/migrate/migration-files.ts';
import { createTestDatabase } from '../src/testing/index.ts';
import { createRoom, createTenant } from './world.ts';

interface HistoryRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
  rolled_back_at: Date | null;
  logs: string | null;
  applied_steps_count: number;
}

/** A database, and a folder of migrations to write into. */
async function open(files: Record<string, string> = {}) {
  const urls = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'cloudmeet-migrations-'));
  const client = new pg.Client(urls.ownerUrl);
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await urls.close();
    await rm(folder, { recursive: true });
  });
  await client.query('DROP TABLE "_prisma_migrations"');
  const write = async (name: string, sql: string) => {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'migration.sql'), sql);
  };
  for (const [name, sql] of Object.entries(files)) await write(name, sql);
  await writeFile(join(folder, 'migration_lock.toml'), 'provider = "postgresql"');
  return {
    urls,
    client,
    write,
    migrate: () => migrateDatabase({ url: urls.ownerUrl, folder }),
    history: async () =>
      (
        await client.query<HistoryRow>(
          'SELECT * FROM "_prisma_migrations" ORDER BY started_at, migration_name',
        )
      ).rows,
    tables: async () => {
      const { rows } = await client.query<{ name: string }>(
        "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relname LIKE 'probe_%' ORDER BY 1",
      );
      return rows.map((row) => row.name);
    },
  };
}

const two = {
  '1_first': 'CREATE TABLE probe_a (n int);',
  '2_second': 'CREATE TABLE probe_b (n int); SELECT 1;',
};

test('migrations are applied in the order of their names, once, and recorded as Prisma records them', async () => {
  const { migrate, history, tables } = await open(two);
  expect(await migrate()).toEqual(['1_first', '2_second']);
  expect(await migrate()).toEqual([]);
  expect(await tables()).toEqual(['probe_a', 'probe_b']);
  const rows = await history();
  expect(rows).toMatchObject(
    Object.entries(two).map(([name, sql]) => ({
      migration_name: name,
      checksum: createHash('sha256').update(sql).digest('hex'),
      rolled_back_at: null,
      logs: null,
      applied_steps_count: 1,
    })),
  );
  expect(rows.every((row) => row.finished_at instanceof Date)).toBe(true);
});

test('what Prisma applied is not applied again', async () => {
  const { client, migrate, tables } = await open(two);
  await client.query(`CREATE TABLE "_prisma_migrations" (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`);
  await client.query(
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ('x', $1, '1_first', now(), 1)`,
    [createHash('sha256').update(two['1_first']).digest('hex')],
  );
  expect(await migrate()).toEqual(['2_second']);
  expect(await tables()).toEqual(['probe_b']);
});

test('a migration that fails leaves nothing but its record, and applies when it is corrected', async () => {
  const broken = 'CREATE TABLE probe_c (n int); INSERT INTO probe_c VALUES (1 / 0);';
  const { write, migrate, history, tables } = await open({
    ...two,
    '3_third': broken,
    '4_fourth': 'SELECT 1',
  });
  await expect(migrate()).rejects.toThrow('Migration 3_third failed and was rolled back: division by zero');
  expect(await tables()).toEqual(['probe_a', 'probe_b']);
  const failed = (await history()).find((row) => row.migration_name === '3_third');
  expect(failed).toMatchObject({ finished_at: null, logs: 'division by zero' });
  expect(failed?.rolled_back_at).toBeInstanceOf(Date);
  await write('3_third', 'CREATE TABLE probe_c (n int);');
  expect(await migrate()).toEqual(['3_third', '4_fourth']);
});

test('a connection that dies in the middle of a migration leaves nothing of it', async () => {
  const { client, migrate, history, tables } = await open({
    ...two,
    '3_third': 'CREATE TABLE probe_c (n int); SELECT pg_sleep(30);',
  });
  const migrating = expect(migrate()).rejects.toThrow(/3_third failed .*terminat/);
  const sleeper = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid()`;
  await expect.poll(async () => (await client.query(sleeper)).rowCount, { timeout: 10_000 }).toBe(1);
  await migrating;
  expect(await tables()).toEqual(['probe_a', 'probe_b']);
  expect((await history()).map((row) => row.migration_name)).toEqual(['1_first', '2_second']);
});

test('two processes that start at once apply each migration once', async () => {
  const { migrate, history } = await open({
    ...two,
    '3_third': 'SELECT pg_sleep(0.05); CREATE TABLE probe_c (n int);',
  });
  const applied = await Promise.all([migrate(), migrate(), migrate()]);
  expect(applied.flat()).toHaveLength(3);
  expect(await history()).toHaveLength(3);
});

test('a migration that was changed after it was applied is refused by name', async () => {
  const { write, migrate } = await open(two);
  await migrate();
  await write('1_first', 'CREATE TABLE probe_other (n int);');
  await expect(migrate()).rejects.toThrow('Migration 1_first was changed after it was applied.');
});

test('a migration that another tool left unfinished is refused by name', async () => {
  const { client, migrate } = await open(two);
  await migrate();
  await client.query('UPDATE "_prisma_migrations" SET finished_at = NULL WHERE migration_name = $1', [
    '2_second',
  ]);
  await expect(migrate()).rejects.toThrow(/2_second was begun by another tool .*`prisma migrate resolve`/);
});

test('every migration of this package has its file, and the lock names the dialect', async () => {
  const names = await readdir(migrationsFolder, { withFileTypes: true });
  for (const entry of names.filter((one) => one.isDirectory())) {
    expect(entry.name).toMatch(/^\d{14}_[a-z_]+$/);
    expect(await readFile(join(migrationsFolder, entry.name, 'migration.sql'), 'utf8')).not.toBe('');
  }
  expect(await readFile(join(migrationsFolder, 'migration_lock.toml'), 'utf8')).toContain('postgresql');
});

test('one login may migrate and serve: it serves as the role that row-level security binds', async () => {
  const { urls } = await open();
  const admin = new pg.Client(urls.adminUrl);
  await admin.connect();
  const solo = `solo_${new URL(urls.adminUrl).pathname.slice(1)}`;
  await admin.query(`CREATE ROLE ${solo} LOGIN PASSWORD 'solo'; GRANT cloudmeet_app TO ${solo}`);
  await admin.query(`CREATE DATABASE ${solo} OWNER ${solo}`);
  onTestFinished(async () => {
    await admin.query(`DROP DATABASE ${solo} WITH (FORCE)`);
    await admin.query(`DROP ROLE ${solo}`);
    await admin.end();
  });
  const url = new URL(urls.adminUrl);
  [url.username, url.password, url.pathname] = [solo, 'solo', `/${solo}`];
  await migrateDatabase({ url: url.href });
  const database = createDatabase({ url: url.href });
  await database.assertRowSecurityHolds();
  const [own, other] = [await createTenant(database), await createTenant(database)];
  const roomId = await createRoom(own.tenant);
  expect(await own.tenant.transaction((repos) => repos.rooms.findById(roomId))).not.toBeNull();
  expect(await other.tenant.transaction((repos) => repos.rooms.findById(roomId))).toBeNull();
  await database.close();
});
