import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { createCredentials, credentialsPath, logins } from './credentials.ts';
import { isAlive } from './is-alive.ts';
import { explainFailure } from './explain-failure.ts';
import { runProgram } from './run-program.ts';

type Durability = 'full' | 'none';

/** What makes a cluster, as whom, and whether it must survive a crash. */
export interface Programs {
  binaries: Binaries;
  account: Account;
  durability: Durability;
}

const unfinished = 'cluster-unfinished-';

async function writePrivately(path: string, text: string, account: Account): Promise<void> {
  await writeFile(path, text, { mode: 0o600, flag: 'wx' });
  if (account.owner) await chown(path, account.owner.uid, account.owner.gid);
}

/** Takes away what interrupted starts left; the workshops of processes that are at it stay. */
async function removeLeftovers(dataDir: string): Promise<void> {
  const leftovers = (await readdir(dataDir)).filter(
    (name) => name.startsWith(unfinished) && !isAlive(Number.parseInt(name.slice(unfinished.length), 10)),
  );
  for (const name of leftovers) await rm(join(dataDir, name), { recursive: true, force: true });
}

/** initdb's arguments: UTF-8 sorted by code point, and only scram logins get in. */
function initArguments(folder: string, passwordFile: string, durability: Durability): string[] {
  return [
    ...[
      `--pgdata=${folder}`,
      `--username=${logins.admin}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
    ],
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...(durability === 'none' ? ['--no-sync'] : []),
  ];
}

/** Puts the finished cluster in its place, unless another process was first: then that one is used. */
async function putInPlace(folder: string, place: string): Promise<void> {
  await rename(folder, place).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}

/** Makes a new cluster beside its final place and then renames it there: one that is half made is never started. */
export async function createCluster(dataDir: string, programs: Programs, port: number): Promise<void> {
  const { binaries, account, durability } = programs;
  await removeLeftovers(dataDir);
  const workshop = join(dataDir, `${unfinished}${String(process.pid)}-${randomBytes(4).toString('hex')}`);
  const folder = join(workshop, 'cluster');
  await mkdir(workshop, { mode: 0o700 });
  if (account.owner) await chown(workshop, account.owner.uid, account.owner.gid);
  try {
    const credentials = createCredentials();
    const passwordFile = join(workshop, 'password');
    await writePrivately(passwordFile, credentials.admin, account);
    const made = await runProgram(account, binaries.initdb, initArguments(folder, passwordFile, durability));
    if (made.status !== 0) throw explainFailure(made.output, 'Creating the database', port);
    await writePrivately(credentialsPath(folder), JSON.stringify(credentials), account);
    await putInPlace(folder, join(dataDir, 'cluster'));
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}
