import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { explainFileError, StartupError } from './startup-error.ts';

/** Below this PostgreSQL may stop in the middle of a write, so it is named before it happens. */
const freeBytesMin = 256 * 1024 * 1024;

/** Folder in which an embedded start keeps everything. */
export interface DataDir {
  path: string;
  /** Reads a secret, or makes it (32 random bytes, base64url, mode 600) at the first start. */
  secret(name: string): Promise<string>;
  /** Writes a file whole or not at all, mode 600. */
  writePrivate(name: string, text: string): Promise<void>;
}

/**
 * Opens or makes the data folder.
 * @throws StartupError when it cannot be written or the disk is nearly full
 */
export async function openDataDir(folder: string): Promise<DataDir> {
  const path = resolve(folder);
  try {
    await mkdir(path, { recursive: true, mode: 0o711 });
    const probe = join(path, `.probe-${String(process.pid)}`);
    await writeFile(probe, 'x');
    await rm(probe);
    await refuseFullDisk(path);
  } catch (thrown) {
    throw explainFileError(thrown, path);
  }
  return {
    path,
    secret: (name) => readOrMakeSecret(path, name),
    writePrivate: (name, text) => writePrivate(join(path, name), text),
  };
}

async function refuseFullDisk(path: string): Promise<void> {
  const { bavail, bsize } = await statfs(path);
  if (bavail * bsize >= freeBytesMin) return;
  const free = Math.floor((bavail * bsize) / 1024 / 1024);
  throw new StartupError(
    `The disk of ${path} has only ${String(free)} MB left; CloudMeet wants 256. Free some space and start again.`,
  );
}

async function writePrivate(file: string, text: string): Promise<void> {
  const temporary = `${file}.${String(process.pid)}`;
  try {
    await writeFile(temporary, text, { mode: 0o600 });
    await chmod(temporary, 0o600);
    await rename(temporary, file);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw explainFileError(thrown, file);
  }
}

async function readOrMakeSecret(folder: string, name: string): Promise<string> {
  const file = join(folder, `${name}.secret`);
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (thrown) {
    if (!(thrown instanceof Error) || !('code' in thrown) || thrown.code !== 'ENOENT')
      throw explainFileError(thrown, file);
  }
  const secret = randomBytes(32).toString('base64url');
  await writePrivate(file, `${secret}\n`);
  return secret;
}
