import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';

const pollMs = 200;
/** A lock without a number that is older than this belongs to a process that died before it wrote it. */
const writingMs = 2000;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function take(file) {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/** How the process is that took the lock: alive (or only just writing its number), dead, or gone with its lock. */
function holder(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    const alive = pid > 0 ? isAlive(pid) : Date.now() - statSync(file).mtimeMs < writingMs;
    return alive ? 'alive' : 'dead';
  } catch (error) {
    if (error.code === 'ENOENT') return 'gone';
    throw error;
  }
}

/**
 * Does `work` while no other process does it under the same lock file, waiting for one that does (`onWait` is called
 * once). A lock whose process died is taken over.
 */
export async function oneAtATime(file, work, onWait = () => {}) {
  let waited = false;
  while (!take(file)) {
    if (holder(file) === 'dead') {
      rmSync(file, { force: true });
      continue;
    }
    if (!waited) onWait();
    waited = true;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
