import { rmSync, statSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/run.mjs';
import { Problem, explain } from '../lib/problem.mjs';

const oldestNode = [20, 19];
const freeBytesMin = 2 * 1024 ** 3;

function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new Problem(
    `Node ${version} is too old: CloudMeet needs Node ${oldestNode.join('.')} or newer.`,
    'Install a current Node (Debian: the package of nodejs.org or `nvm install 24`), then start again.',
  );
}

function checkWritable() {
  const probe = join(root, `.cloudmeet-write-probe-${process.pid}`);
  try {
    writeFileSync(probe, 'x');
  } catch (error) {
    throw explain(`Cannot write into ${root}`, error.code, error);
  } finally {
    rmSync(probe, { force: true });
  }
}

function checkSpace() {
  const { bavail, bsize } = statfsSync(root);
  const free = bavail * bsize;
  if (free >= freeBytesMin) return;
  throw new Problem(
    `The disk is full: installing needs about 2 GB in ${root}, and ${(free / 1024 ** 3).toFixed(1)} GB are free.`,
    'Free some space (`df -h .` shows what there is), then start again.',
  );
}

/** Throws a Problem when this machine cannot carry the set-up. `installing`: node_modules is about to be filled. */
export function checkHost({ installing }) {
  checkNode();
  checkWritable();
  if (installing) checkSpace();
  if (!statSync(join(root, 'package-lock.json'), { throwIfNoEntry: false })) {
    throw new Problem(`${root} holds no package-lock.json.`, 'Clone the repository again.');
  }
}
