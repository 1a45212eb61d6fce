import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { isUnavailable } from '../connection/database-errors.ts';
import { migrationsFolder, readMigrations } from './migration-files.ts';
import type { MigrationFile } from './migration-files.ts';

export interface MigrateOptions {
  /** `postgresql://…` of the login that owns the tables. */
  url: string;
  /** Default: the migrations of this package. */
  folder?: string;
  onApplied?: (name: string) => void;
}

/** Prisma's own: `prisma migrate deploy` and this runner wait for each other. */
const advisoryLock = 72707369;

/** Prisma's own table, so that either tool can go on after the other. */
const createTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

interface MigrationRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/** The migrations that are in the database. Throws when its history does not allow to go on. */
async function readHistory(client: pg.Client, files: MigrationFile[]): Promise<Set<string>> {
  const { rows } = await client.query<MigrationRow>(
    'SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
  );
  const unfinished = rows.find((row) => row.finished_at === null);
  if (unfinished) {
    throw new Error(
      `Migration ${unfinished.migration_name} was begun by another tool and did not finish. ` +
        'See what it did, then run `prisma migrate resolve`.',
    );
  }
  const checksums = new Map(files.map((file) => [file.name, file.checksum]));
  const changed = rows.find((row) => (checksums.get(row.migration_name) ?? row.checksum) !== row.checksum);
  if (changed) {
    throw new Error(
      `Migration ${changed.migration_name} was changed after it was applied. ` +
        'Restore the file and add another migration; a throw-away database may be deleted instead.',
    );
  }
  return new Set(rows.map((row) => row.migration_name));
}

/** Records that a migration failed and left nothing behind, as `prisma migrate resolve --rolled-back` would. */
async function recordFailure(client: pg.Client, file: MigrationFile, reason: string): Promise<void> {
  await client.query('ROLLBACK');
  await client.query(
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, logs, rolled_back_at)
     VALUES ($1, $2, $3, $4, clock_timestamp())`,
    [randomUUID(), file.checksum, file.name, reason],
  );
}

/** Applies one migration with its record in one transaction, so that a crash leaves both or neither. */
async function applyMigration(client: pg.Client, file: MigrationFile): Promise<void> {
  const record = `INSERT INTO "_prisma_migrations"
    (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
    VALUES ($1, $2, $3, clock_timestamp(), clock_timestamp(), 1)`;
  try {
    await client.query('BEGIN');
    await client.query(file.sql);
    await client.query(record, [randomUUID(), file.checksum, file.name]);
    await client.query('COMMIT');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const failure = new Error(`Migration ${file.name} failed and was rolled back: ${reason}`, { cause });
    await recordFailure(client, file, reason).catch((error: unknown) => {
      // The connection is gone: PostgreSQL rolls back by itself, and the next run finds the migration not applied.
      if (!isUnavailable(error)) throw error;
    });
    throw failure;
  }
}

/** Brings the database up to date. Returns the names of the migrations that were applied now. */
export async function migrateDatabase(options: MigrateOptions): Promise<string[]> {
  const files = await readMigrations(options.folder ?? migrationsFolder);
  const client = new pg.Client({ connectionString: options.url, application_name: 'cloudmeet-migrate' });
  client.on('error', () => {
    // A connection that breaks fails the query that is under way; this event says the same once more.
  });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
    await client.query('SET client_min_messages = warning');
    await client.query(createTable);
    const done = await readHistory(client, files);
    const due = files.filter((file) => !done.has(file.name));
    for (const file of due) {
      await applyMigration(client, file);
      options.onApplied?.(file.name);
    }
    return due.map((file) => file.name);
  } finally {
    // Ends the session, and with it the advisory lock.
    await client.end();
  }
}
