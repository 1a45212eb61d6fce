import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../embedded/start-embedded-postgres.ts';
import type { EmbeddedPostgres } from '../embedded/start-embedded-postgres.ts';
import { migrateDatabase } from '../migrate/migrate-database.ts';
import { removeOrphans, testFolderPrefix } from './remove-orphans.ts';

/** Addresses of one migrated database. */
export interface DatabaseUrls {
  appUrl: string;
  ownerUrl: string;
  adminUrl: string;
}

/** One PostgreSQL for a whole test run, with a migrated database to copy. */
export interface TestServer {
  /** Copies the migrated database. */
  createDatabase(): Promise<DatabaseUrls>;
  dropDatabase(adminUrl: string): Promise<void>;
  stop(): Promise<void>;
}

/** A port that was free a moment ago. */
function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => {
        resolve(port);
      });
    });
  });
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** Runs one statement from the maintenance database; copies of one template must not be made at the same time. */
function createAdministration(postgres: EmbeddedPostgres) {
  let queue: Promise<unknown> = Promise.resolve();
  return (statement: string): Promise<void> => {
    const run = async () => {
      const client = new pg.Client(withDatabase(postgres.adminUrl, 'postgres'));
      await client.connect();
      await client.query(statement).finally(() => client.end());
    };
    const result = queue.then(run, run);
    queue = result.catch(() => undefined);
    return result;
  };
}

/** Starts an embedded PostgreSQL in a temporary folder. Its data is not made durable. */
export async function startTestServer(): Promise<TestServer> {
  await removeOrphans();
  const folder = await mkdtemp(`${testFolderPrefix}${String(process.pid)}-`);
  const postgres = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    port: await findFreePort(),
    durability: 'none',
    connectionsMax: 300,
  });
  await migrateDatabase({ url: postgres.ownerUrl });
  const administer = createAdministration(postgres);
  return {
    createDatabase: async () => {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      await administer(`CREATE DATABASE ${name} TEMPLATE cloudmeet OWNER cloudmeet_owner STRATEGY wal_log`);
      return {
        appUrl: withDatabase(postgres.appUrl, name),
        ownerUrl: withDatabase(postgres.ownerUrl, name),
        adminUrl: withDatabase(postgres.adminUrl, name),
      };
    },
    dropDatabase: (adminUrl) => {
      const name = new URL(adminUrl).pathname.slice(1);
      return administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
    stop: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
