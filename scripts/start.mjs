// `npm start`: set-up, then the all-in-one process on Node 24, until Ctrl-C or SIGTERM.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Problem, report } from './lib/problem.mjs';
import { root, toolEnvironment } from './lib/run.mjs';
import { setUp } from './setup.mjs';

const sourceRunningNode = [22, 18];
/** A terminal's Ctrl-C comes twice, from the terminal and from npm; one within this time is the same Ctrl-C. */
const sameSignalMs = 1000;

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

/**
 * Passes each signal on once. The child has a process group of its own, so that a terminal's Ctrl-C does not reach
 * it a second time past us.
 */
function forwardSignals(child) {
  let lastAt = -Infinity;
  const forward = (signal) => {
    const now = performance.now();
    if (now - lastAt < sameSignalMs) return;
    lastAt = now;
    child.kill(signal);
  };
  process.on('SIGINT', () => forward('SIGINT'));
  process.on('SIGTERM', () => forward('SIGTERM'));
  process.on('SIGHUP', () => forward('SIGTERM'));
}

async function start() {
  await setUp();
  const program = join(root, 'packages/cloudmeet/bin/cloudmeet.js');
  const child = spawn(findNode(), [program, 'start', ...process.argv.slice(2)], {
    cwd: root,
    env: toolEnvironment(),
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  forwardSignals(child);
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (...ended) => resolve(ended));
  });
  if (signal) console.error(`CloudMeet was ended by ${signal}.`);
  process.exitCode = code ?? 1;
}

await start().catch(report);
