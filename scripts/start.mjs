// `npm start`: set-up, then the all-in-one process on Node 24, until Ctrl-C or SIGTERM.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Problem, report } from './lib/problem.mjs';
import { root, toolEnvironment } from './lib/run.mjs';
import { supervise } from './lib/supervise.mjs';
import { setUp } from './setup.mjs';

const sourceRunningNode = [22, 18];

/** A Node that runs TypeScript from source: the installed one, else the one that runs this. */
function findNode() {
  const installed = join(root, 'node_modules/.bin/node');
  if (existsSync(installed)) return installed;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > sourceRunningNode[0] || (major === sourceRunningNode[0] && minor >= sourceRunningNode[1])) {
    return process.execPath;
  }
  throw new Problem(
    `No Node ${sourceRunningNode.join('.')} or newer comes as a package for ${process.platform}-${process.arch}.`,
    'Install Node 24 yourself, then start again.',
  );
}

async function start() {
  await setUp();
  const program = join(root, 'packages/cloudmeet/bin/cloudmeet.js');
  const args = [program, 'start', ...process.argv.slice(2)];
  const { code, signal } = await supervise(findNode(), args, { cwd: root, env: toolEnvironment() });
  if (signal) console.error(`CloudMeet was ended by ${signal}.`);
  process.exitCode = code ?? 1;
}

await start().catch(report);
