import { existsSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { explainFailure, portTaken } from './explain-failure.ts';
import { runProgram } from './run-program.ts';
import { findRunningServer } from './running-server.ts';

export interface Cluster {
  folder: string;
  binaries: Binaries;
  account: Account;
}

export interface ServerSettings {
  port: number;
  connectionsMax: number;
  /** Whether an acknowledged commit survives a crash. */
  durability: 'full' | 'none';
}

/** After a crash, children of the old server hold its shared memory until they notice. */
const startDeadlineMs = 10_000;
const startPauseMs = 250;
const orphansRemain = /pre-existing shared memory block|lock file "postmaster\.pid" already exists/;

function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen(port, '127.0.0.1', () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}

function settingsLine({ port, connectionsMax, durability }: ServerSettings): string {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `max_connections=${String(connectionsMax)}`,
  ];
  const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const all = durability === 'none' ? [...settings, ...careless] : settings;
  return [`-p ${String(port)}`, ...all.map((setting) => `-c ${setting}`)].join(' ');
}

const logOf = (cluster: Cluster) => join(cluster.folder, 'server.log');

/** What the server has said since it was started. */
export async function readServerLog(cluster: Cluster): Promise<string> {
  const log = logOf(cluster);
  return existsSync(log) ? readFile(log, 'utf8') : '';
}

/** Starts the server on the cluster. Returns when it says that it is ready; believe only a connection. */
export async function startServer(cluster: Cluster, settings: ServerSettings): Promise<void> {
  const log = logOf(cluster);
  const deadline = performance.now() + startDeadlineMs;
  for (;;) {
    if (!(await isPortFree(settings.port))) throw portTaken(settings.port);
    if (existsSync(log)) await rename(log, `${log}.1`);
    const start = ['-D', cluster.folder, '-l', log, '-w', '-t', '60', '-o', settingsLine(settings), 'start'];
    const { status } = await runProgram(cluster.account, cluster.binaries.pgCtl, start, { daemon: true });
    if (status === 0) return;
    const output = await readServerLog(cluster);
    const isTaken = findRunningServer(cluster.folder) !== undefined;
    if (isTaken || !orphansRemain.test(output) || performance.now() > deadline) {
      throw explainFailure(output, 'Starting the database', settings.port);
    }
    await sleep(startPauseMs);
  }
}

/** Cuts the connections, writes everything and ends. Nothing to do when no server runs. */
export async function stopServer(cluster: Cluster): Promise<void> {
  if (!findRunningServer(cluster.folder)) return;
  const stop = (mode: string) =>
    runProgram(cluster.account, cluster.binaries.pgCtl, [
      '-D',
      cluster.folder,
      '-m',
      mode,
      '-w',
      '-t',
      '30',
      'stop',
    ]);
  const fast = await stop('fast');
  if (fast.status === 0 || !findRunningServer(cluster.folder)) return;
  const immediate = await stop('immediate');
  if (immediate.status !== 0 && findRunningServer(cluster.folder)) {
    throw explainFailure(immediate.output, 'Stopping the database', 0);
  }
}
