import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { explain, networkCauses } from '../lib/problem.mjs';
import { capture, root } from '../lib/run.mjs';
import { hashFiles, isStamped, stamp, unstamp } from '../lib/stamp.mjs';
import { step } from '../lib/step.mjs';

const lockFile = join(root, 'package-lock.json');
// npm writes down here what it installed, as the last thing it does.
const installedFile = join(root, 'node_modules/.package-lock.json');

/** Whether node_modules holds exactly the versions and the own packages of package-lock.json, whoever installed them. */
function matchesLock() {
  if (!existsSync(installedFile)) return false;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const inModules = ([path]) => path.startsWith('node_modules/');
  const missing = Object.entries(locked)
    .filter(inModules)
    .some(([path, entry]) => {
      if (!installed[path]) return !(entry.optional || entry.devOptional || entry.peer);
      return installed[path].version !== entry.version;
    });
  const extra = Object.entries(installed)
    .filter(inModules)
    .some(([path]) => !locked[path]);
  return !missing && !extra;
}

function lockHash() {
  return hashFiles([lockFile]);
}

/** Whether `installPackages` would do nothing. */
export function isInstalled() {
  if (!existsSync(installedFile)) return false;
  if (isStamped('installed', lockHash())) return true;
  if (!matchesLock()) return false;
  stamp('installed', lockHash());
  return true;
}

/** npm runs on the host's own Node: the one in node_modules is about to be replaced. */
function hostPath() {
  const own = join(root, 'node_modules/.bin');
  return process.env.PATH.split(delimiter)
    .filter((folder) => folder !== own)
    .join(delimiter);
}

/** Runs npm on the host's Node and gives its output. */
export function npm(...args) {
  return capture('env', [`PATH=${hostPath()}`, 'npm', ...args]);
}

/** An answer of any kind, a refusal too, means that there is a network. A full cache does without one. */
async function isOnline() {
  const { code, output } = await npm('ping', '--fetch-retries=1', '--fetch-retry-mintimeout=1000');
  return code === 0 || !networkCauses.test(output);
}

/** Fills node_modules from the lock file, without running any package's install script. */
export async function installPackages() {
  if (isInstalled()) return;
  await step('Installing packages (a minute or two, once)', async () => {
    unstamp('installed');
    const online = await isOnline();
    const network = online ? '--prefer-offline' : '--offline';
    const { code, output } = await npm('ci', '--ignore-scripts', '--no-progress', '--loglevel=warn', network);
    // npm only warns, and ends with 0, when a file could not be written.
    if (code !== 0 || output.includes('TAR_ENTRY_ERROR')) {
      rmSync(installedFile, { force: true });
      throw explain('Installing packages', online ? output : `ENETUNREACH ${output}`);
    }
    stamp('installed', lockHash());
  });
}
