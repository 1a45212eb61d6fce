import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** Who PostgreSQL runs as: it refuses to run as root. */
export interface Account {
  /** Command line that goes in front of PostgreSQL's own. */
  prefix: readonly string[];
  /** User and group of the process and of its files; absent when they stay those of this process. */
  ids?: { uid: number; gid: number };
  /** Owner of the cluster's files as this process sees it; absent when nothing is to be changed. */
  owner?: { uid: number; gid: number };
}

/** `nobody` on every Linux. */
const nobody = { uid: 65534, gid: 65534 };

/** Root here, `nobody` inside: files of root are reached, none of root's capabilities are. */
const ownUserNamespace = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'];

/** The nearest folder on the way to `path` that `nobody` cannot pass through, if there is one. */
export function findClosedParent(path: string): string | undefined {
  const { mode, uid } = statSync(path);
  const open = (mode & 0o001) !== 0 || (uid === nobody.uid && (mode & 0o100) !== 0);
  if (!open) return path;
  const parent = dirname(path);
  return parent === path ? undefined : findClosedParent(parent);
}

function canUseUserNamespace(): boolean {
  const [command = '', ...args] = [...ownUserNamespace, 'true'];
  return spawnSync(command, args, { stdio: 'ignore', timeout: 5000 }).status === 0;
}

/**
 * An ordinary user runs PostgreSQL as themselves. Root runs it as `nobody` where `nobody` reaches all `folders`, else
 * in a user namespace of its own (a clone under /root, a folder from `mktemp -d`).
 * @throws EmbeddedPostgresError `folder-not-reachable` where neither is possible.
 */
export function chooseAccount(folders: readonly string[], uid = process.getuid?.()): Account {
  if (uid !== 0) return { prefix: [] };
  const closed = folders.map(findClosedParent).find((folder) => folder !== undefined);
  if (closed === undefined) return { prefix: [], ids: nobody, owner: nobody };
  if (canUseUserNamespace()) return { prefix: ownUserNamespace, owner: { uid: 0, gid: 0 } };
  throw new EmbeddedPostgresError(
    'folder-not-reachable',
    `PostgreSQL does not run as root, and the user it would run as (nobody) cannot pass through ${closed}.`,
    `Run as an ordinary user, or run chmod o+x ${closed}, or choose another CLOUDMEET_DATA_DIR.`,
  );
}
