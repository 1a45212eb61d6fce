import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './run.mjs';

// A stamp is the hash of what a step was made from. It lies in node_modules, so it goes when that goes.

const stampFile = (name) => join(root, 'node_modules/.cache/cloudmeet', name);

/** Whether the step `name` was last done for exactly this hash. */
export function isStamped(name, hash) {
  try {
    return readFileSync(stampFile(name), 'utf8') === hash;
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Remembers that the step `name` is done for this hash. */
export function stamp(name, hash) {
  mkdirSync(dirname(stampFile(name)), { recursive: true });
  writeFileSync(stampFile(name), hash);
}

/** Forgets it: the step is under way, and an interrupted one must be done again. */
export function unstamp(name) {
  rmSync(stampFile(name), { force: true });
}

/** The files below a folder for which `wanted(name, isFolder)` holds, sorted. Missing folders are empty. */
export function listFiles(folder, wanted) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .filter((entry) => wanted(entry.name, entry.isDirectory()))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? listFiles(path, wanted) : [path];
    })
    .sort();
}

/** One hash over the names and contents of these files. One that was removed since it was listed counts as such. */
export function hashFiles(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(file.slice(root.length)).update('\0').update(contentOf(file)).update('\0');
  }
  return hash.digest('hex');
}

function contentOf(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error.code === 'ENOENT') return 'removed';
    throw error;
  }
}
