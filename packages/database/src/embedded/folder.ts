import { constants } from 'node:fs';
import { access, chmod, lchown, mkdir, readdir, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Account } from './account.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** What a new cluster and its first log need, with room to write. */
const freeBytesMin = 200 * 1024 * 1024;

/** PostgreSQL of another user must get through to its own folder inside; nothing else can be listed or read there. */
async function letPass(path: string, highest: string): Promise<void> {
  await chmod(path, 0o711);
  if (path !== highest) await letPass(dirname(path), highest);
}

/**
 * Creates the data folder. @throws EmbeddedPostgresError `folder-not-writable`
 */
export async function createFolder(path: string): Promise<void> {
  try {
    const created = await mkdir(path, { recursive: true, mode: 0o700 });
    await access(path, constants.W_OK | constants.X_OK);
    if (process.getuid?.() === 0) await letPass(path, created ?? path);
  } catch (error) {
    throw new EmbeddedPostgresError(
      'folder-not-writable',
      `The data folder ${path} cannot be written.`,
      'Give this user the right to write there, or set CLOUDMEET_DATA_DIR to another folder.',
      error,
    );
  }
}

/** @throws EmbeddedPostgresError `disk-full` */
export async function assertSpace(path: string, bytesMin = freeBytesMin): Promise<void> {
  const { bavail, bsize } = await statfs(path);
  const megabytes = (bytes: number) => `${String(Math.floor(bytes / 1024 / 1024))} MB`;
  if (bavail * bsize >= bytesMin) return;
  throw new EmbeddedPostgresError(
    'disk-full',
    `The disk of ${path} has only ${megabytes(bavail * bsize)} left; the database needs ${megabytes(bytesMin)}.`,
    'Free some space, or set CLOUDMEET_DATA_DIR to a folder on another disk.',
  );
}

async function giveTree(path: string, owner: { uid: number; gid: number }): Promise<void> {
  await lchown(path, owner.uid, owner.gid);
  const entries = await readdir(path, { withFileTypes: true });
  for (const entry of entries) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) await giveTree(inner, owner);
    else await lchown(inner, owner.uid, owner.gid);
  }
}

/** Makes a cluster that is there already belong to the account that will run it. */
export async function adoptCluster(cluster: string, account: Account): Promise<void> {
  const { uid } = await stat(cluster);
  if (account.owner) {
    if (uid !== account.owner.uid) await giveTree(cluster, account.owner);
    return;
  }
  if (uid === process.getuid?.()) return;
  throw new EmbeddedPostgresError(
    'folder-not-writable',
    `The database in ${cluster} belongs to user ${String(uid)}: it was made by another user or by root.`,
    `Run as that user, or run chown -R on the folder, or set CLOUDMEET_DATA_DIR to another one.`,
  );
}
