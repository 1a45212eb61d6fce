import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

const guardLock = 72707371;
/** How long a server that is starting, or recovering from a crash, is waited for. */
const connectDeadlineMs = 30_000;
/** A process that was killed lets go of its lock as soon as the server notices. */
const lockDeadlineMs = 3000;
const pauseMs = 50;

async function connectOnce(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 2000,
    application_name: 'cloudmeet-embedded',
    keepAlive: true,
  });
  client.on('error', () => {
    // The server went away: whoever uses the database learns it from their own connections.
  });
  await client.connect();
  return client;
}

/** Nothing but a real connection proves that the server is there: repeats until there is one, or `stillThere` ends it. */
export async function connectPatiently(url: string, stillThere: () => boolean): Promise<pg.Client> {
  const deadline = performance.now() + connectDeadlineMs;
  for (;;) {
    try {
      return await connectOnce(url);
    } catch (error) {
      if (performance.now() > deadline || !stillThere()) throw error;
      await sleep(pauseMs);
    }
  }
}

/**
 * Holds a lock for as long as this process uses the cluster. @throws EmbeddedPostgresError `folder-in-use`
 */
export async function takeGuard(client: pg.Client, dataDir: string): Promise<void> {
  const deadline = performance.now() + lockDeadlineMs;
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      guardLock,
    ]);
    if (rows[0]?.taken) return;
    if (performance.now() > deadline) break;
    await sleep(pauseMs);
  }
  await client.end();
  throw new EmbeddedPostgresError(
    'folder-in-use',
    `Another CloudMeet is running on the data in ${dataDir}.`,
    'Stop it first, or set CLOUDMEET_DATA_DIR to another folder.',
  );
}
