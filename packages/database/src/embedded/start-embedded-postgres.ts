import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { chooseAccount } from './account.ts';
import { locateBinaries } from './binaries.ts';
import { createCluster } from './create-cluster.ts';
import { createLogins } from './create-logins.ts';
import { readCredentials, urlOf } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { explainFailure } from './explain-failure.ts';
import { adoptCluster, assertSpace, createFolder } from './folder.ts';
import { connectPatiently, takeGuard } from './guard-connection.ts';
import { findRunningServer } from './running-server.ts';
import { ServerKeeper } from './server-keeper.ts';
import { readServerLog, startServer, stopServer } from './server.ts';
import type { Cluster, ServerSettings } from './server.ts';

export interface EmbeddedPostgresOptions {
  /** Holds the cluster and its passwords. Created when it is not there. */
  dataDir: string;
  /** On 127.0.0.1. */
  port: number;
  /** `none` only for data that may be lost, in tests: much faster. Default `full`. */
  durability?: ServerSettings['durability'];
  /** Default 100. */
  connectionsMax?: number;
  /** The server ended by itself (`undefined`), or could not be started again; it goes on being tried. */
  onProblem?: (error: unknown) => void;
  /** Free space below which the disk counts as full. Default 200 MB. */
  freeBytesMin?: number;
}

export interface EmbeddedPostgres {
  /** For migrations: the login that owns the tables. */
  ownerUrl: string;
  /** For the services: the login that row-level security binds. */
  appUrl: string;
  /** Superuser: for tests, which create databases. */
  adminUrl: string;
  port: number;
  /** True when the server was running already, left behind by a process that was killed. */
  reattached: boolean;
  /** Cuts all connections and stops the server. Doing it twice is doing it once. */
  stop(): Promise<void>;
}

/** The major version a cluster was made by must be that of the programs. */
const majorVersion = '18';
const settleMs = 500;

async function prepareCluster(options: EmbeddedPostgresOptions): Promise<Cluster> {
  const dataDir = resolve(options.dataDir);
  const binaries = await locateBinaries();
  await createFolder(dataDir);
  const account = chooseAccount([dataDir, binaries.folder]);
  const folder = join(dataDir, 'cluster');
  await assertSpace(dataDir, options.freeBytesMin);
  const { port, durability = 'full' } = options;
  if (!existsSync(folder)) await createCluster(dataDir, { binaries, account, durability }, port);
  await adoptCluster(folder, account);
  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  if (version === majorVersion) return { folder, binaries, account };
  throw new EmbeddedPostgresError(
    'version-mismatch',
    `The data in ${folder} is of PostgreSQL ${version}, this CloudMeet has ${majorVersion}.`,
    'Carry it over with pg_dump of the old version, or set CLOUDMEET_DATA_DIR to another folder.',
  );
}

/** Connects to the server on the cluster, claims the cluster for this process and sees to its logins. */
async function claim(cluster: Cluster, credentials: Credentials, port: number): Promise<pg.Client> {
  const url = urlOf('admin', credentials, port, 'postgres');
  try {
    const client = await connectPatiently(url, () => findRunningServer(cluster.folder) !== undefined);
    await takeGuard(client, cluster.folder);
    await createLogins(client, credentials);
    return client;
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw explainFailure(`${await readServerLog(cluster)}\n${reason}`, 'Connecting to the database', port);
  }
}

/** The server that a killed process left behind, if it listens where we want it; else it is stopped. */
async function reattach(
  cluster: Cluster,
  credentials: Credentials,
  port: number,
): Promise<pg.Client | undefined> {
  const running = findRunningServer(cluster.folder);
  if (!running) return undefined;
  const guard = await claim(cluster, credentials, running.port);
  if (running.port === port) return guard;
  await guard.end();
  await stopServer(cluster);
  return undefined;
}

/**
 * Another process that starts on the same folder at this moment may take the server from under us, or stop it to have
 * it on its own port. When it has settled, the next try says who has the folder.
 */
async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let triesLeft = 2; ; triesLeft -= 1) {
    try {
      return await work();
    } catch (error) {
      const mayPass = error instanceof EmbeddedPostgresError && error.problem === 'start-failed';
      if (!mayPass || triesLeft === 0) throw error;
      await sleep(settleMs);
    }
  }
}

/**
 * Runs a real PostgreSQL of this process's own on 127.0.0.1, without Unix sockets. Recovers what a crash left behind.
 * @throws EmbeddedPostgresError naming what is in the way: platform, folder, disk, port, another CloudMeet.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { port, durability = 'full', connectionsMax = 100, onProblem = () => undefined } = options;
  const cluster = await prepareCluster(options);
  const credentials = await readCredentials(cluster.folder);
  let reattached = false;
  const secure = async () => {
    const running = await reattach(cluster, credentials, port);
    reattached = running !== undefined;
    if (running) return running;
    await startServer(cluster, { port, connectionsMax, durability });
    return claim(cluster, credentials, port);
  };
  const guard = await patiently(secure);
  const wasRunning = reattached;
  const keeper = new ServerKeeper({ guard, revive: secure, onProblem });
  let stopping: Promise<void> | undefined;
  return {
    ownerUrl: urlOf('owner', credentials, port),
    appUrl: urlOf('app', credentials, port),
    adminUrl: urlOf('admin', credentials, port),
    port,
    reattached: wasRunning,
    stop: () => (stopping ??= keeper.release().then(() => stopServer(cluster))),
  };
}
