import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

export interface Binaries {
  /** Folder that holds `bin`, `lib` and `share`. */
  folder: string;
  initdb: string;
  pgCtl: string;
  postgres: string;
}

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

function locatePackage(platform: string): string {
  const name = `@embedded-postgres/${platform}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'platform-not-supported',
      `There is no embedded PostgreSQL for ${platform} here (package ${name}).`,
      'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.',
      cause,
    );
  }
}

/**
 * npm packages cannot hold symbolic links, so the package lists them and makes them in an install script. Where install
 * scripts are off, this makes them.
 */
async function restoreSymlinks(packageFolder: string): Promise<void> {
  const list = symlinksSchema.parse(
    JSON.parse(await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8')),
  );
  for (const { source, target } of list) {
    const path = join(packageFolder, target);
    if (existsSync(path)) continue;
    await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
      // Another process that starts at the same moment may have made it.
      if (error.code === 'EEXIST') return;
      throw new EmbeddedPostgresError(
        'folder-not-writable',
        `${path} cannot be created (${error.code ?? 'unknown'}).`,
        'Run npm ci with install scripts once, as the user who owns node_modules.',
        error,
      );
    });
  }
}

/** Finds the PostgreSQL that came from npm for this platform and makes it ready to run. */
export async function locateBinaries(platform = `${process.platform}-${process.arch}`): Promise<Binaries> {
  const packageFolder = locatePackage(platform);
  await restoreSymlinks(packageFolder);
  const folder = join(packageFolder, 'native');
  const bin = (name: string) => join(folder, 'bin', name);
  return { folder, initdb: bin('initdb'), pgCtl: bin('pg_ctl'), postgres: bin('postgres') };
}
