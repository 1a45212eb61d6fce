import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { explainFileError } from './startup-error.ts';

/** Folder in which an embedded start keeps everything. */
export interface DataDir {
  path: string;
  /** Reads a secret, or makes it (32 random bytes, base64url, mode 600) at the first start. */
  secret(name: string): Promise<string>;
  /** Writes a file whole or not at all, mode 600. */
  writePrivate(name: string, text: string): Promise<void>;
  /** Text of a file that may not be there yet. */
  readPrivate(name: string): Promise<string | undefined>;
}

/**
 * Opens or makes the data folder.
 * @throws StartupError when it cannot be written or the disk is full
 */
export async function openDataDir(folder: string): Promise<DataDir> {
  const path = resolve(folder);
  const probe = join(path, `.probe-${String(process.pid)}`);
  try {
    // Others may pass through it, because PostgreSQL runs as another user when we are root.
    await mkdir(path, { recursive: true, mode: 0o711 });
    await writeFile(probe, 'x');
    await rm(probe);
  } catch (thrown) {
    throw explainFileError(thrown, path);
  }
  const readPrivate = (name: string) => readIfThere(join(path, name));
  const writePrivate = (name: string, text: string) => writeWhole(join(path, name), text);
  return {
    path,
    readPrivate,
    writePrivate,
    secret: async (name) => {
      const known = await readPrivate(`${name}.secret`);
      if (known !== undefined) return known.trim();
      const secret = randomBytes(32).toString('base64url');
      await writePrivate(`${name}.secret`, `${secret}\n`);
      return secret;
    },
  };
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined;
    throw explainFileError(thrown, file);
  }
}

async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.${String(process.pid)}`;
  try {
    await writeFile(temporary, text, { mode: 0o600 });
    await rename(temporary, file);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw explainFileError(thrown, file);
  }
}
