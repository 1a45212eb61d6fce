// As a whole: a name that an old Node lacks would fail before we can say that it is old.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/run.mjs';
import { Problem, explain } from '../lib/problem.mjs';

const oldestNode = [20, 19];
const freeBytesMin = 2 * 1024 ** 3;

/** Throws a Problem when this Node is older than what the scripts need. */
export function checkNode(version = process.versions.node) {
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
    fs.writeFileSync(probe, 'x');
  } catch (error) {
    throw explain(`Cannot write into ${root}`, error.code, error);
  } finally {
    fs.rmSync(probe, { force: true });
  }
}

function checkSpace() {
  const { bavail, bsize } = fs.statfsSync(root);
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
  if (!fs.statSync(join(root, 'package-lock.json'), { throwIfNoEntry: false })) {
    throw new Problem(`${root} holds no package-lock.json.`, 'Clone the repository again.');
  }
}
