import { join } from 'node:path';
import { createDatabase, migrateDatabase, startEmbeddedPostgres } from '@cloudmeet/database';
import type { Database } from '@cloudmeet/database';
import type { Lifecycle, Logger } from '@cloudmeet/service-kit';
import type { DataDir } from './data-dir.ts';
import type { StartSettings } from './start-settings.ts';

interface Urls {
  ownerUrl: string;
  appUrl: string;
}

interface Watched {
  lifecycle: Lifecycle;
  logger: Logger;
}

/** The database of the settings, or an embedded PostgreSQL of our own. */
async function findDatabase(
  settings: StartSettings,
  dataDir: DataDir,
  port: number,
  { lifecycle, logger }: Watched,
): Promise<Urls> {
  const { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl } = settings;
  if (url !== undefined) return { ownerUrl: ownerUrl ?? url, appUrl: url };
  const postgres = await startEmbeddedPostgres({
    ...{ dataDir: join(dataDir.path, 'postgres'), port },
    onProblem: (err) => {
      if (err === undefined) logger.error('PostgreSQL has ended by itself; starting it again');
      else logger.error({ err }, 'PostgreSQL could not be started again; trying on');
    },
  });
  lifecycle.onClose('PostgreSQL', () => postgres.stop());
  return postgres;
}

/**
 * Starts what is needed, brings the schema up to date and opens the database.
 * @throws EmbeddedPostgresError in words for whoever starts it
 */
export async function openDatabase(
  settings: StartSettings,
  dataDir: DataDir,
  port: number,
  watched: Watched,
): Promise<Database> {
  const { ownerUrl, appUrl } = await findDatabase(settings, dataDir, port, watched);
  const { lifecycle, logger } = watched;
  await migrateDatabase({ url: ownerUrl });
  // The error itself carries the client with all that it knows, so only its words are written.
  const onIdleError = ({ name, message }: Error) => {
    logger.warn({ error: { name, message } }, 'A database connection broke while it was idle');
  };
  const database = lifecycle.add(
    'the database pool',
    createDatabase({ url: appUrl, connectionsMax: 20, onIdleError }),
  );
  await database.assertRowSecurityHolds();
  return database;
}
