import { chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { createCredentials, credentialsPath, logins } from './credentials.ts';
import { explainFailure } from './explain-failure.ts';
import { runProgram } from './run-program.ts';

const unfinished = 'cluster-unfinished-';

async function writePrivately(path: string, text: string, account: Account): Promise<void> {
  await writeFile(path, text, { mode: 0o600, flag: 'wx' });
  if (account.owner) await chown(path, account.owner.uid, account.owner.gid);
}

/**
 * Makes a new cluster beside its final place and then renames it there: one that is half made is never started. Only
 * scram logins over TCP get in.
 */
export async function createCluster(
  dataDir: string,
  binaries: Binaries,
  account: Account,
  port: number,
): Promise<void> {
  const leftovers = (await readdir(dataDir)).filter((name) => name.startsWith(unfinished));
  for (const name of leftovers) await rm(join(dataDir, name), { recursive: true, force: true });
  const workshop = join(dataDir, `${unfinished}${String(process.pid)}`);
  const folder = join(workshop, 'cluster');
  const credentials = createCredentials();
  await mkdir(workshop, { mode: 0o700 });
  if (account.owner) await chown(workshop, account.owner.uid, account.owner.gid);
  try {
    const passwordFile = join(workshop, 'password');
    await writePrivately(passwordFile, credentials.admin, account);
    const arguments_ = [`--pgdata=${folder}`, `--username=${logins.admin}`, `--pwfile=${passwordFile}`];
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const made = await runProgram(account, binaries.initdb, [
      ...arguments_,
      ...locale,
      '--auth=scram-sha-256',
    ]);
    if (made.status !== 0) throw explainFailure(made.output, 'Creating the database', port);
    await writePrivately(credentialsPath(folder), JSON.stringify(credentials), account);
    await rename(folder, join(dataDir, 'cluster'));
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}
