import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The monorepo's root folder, absolute, without a slash at the end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

const running = new Set();

function start(command, args, options) {
  const child = spawn(command, args, { cwd: root, ...options, env: toolEnvironment(options.env) });
  running.add(child);
  child.once('close', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

async function endChildren() {
  const children = [...running];
  const ended = children.map((child) => new Promise((resolve) => child.once('close', resolve)));
  for (const child of children) child.kill('SIGTERM');
  // npm finishes what it does before it minds a signal.
  const timer = setTimeout(() => children.forEach((child) => child.kill('SIGKILL')), 2000);
  await Promise.all(ended);
  clearTimeout(timer);
}

/** From now on a signal ends what runs for us before it ends us. Returns what undoes it. */
export function endWithChildren() {
  const listeners = Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }).map(([signal, exitCode]) => {
    const listener = () => void endChildren().then(() => process.exit(exitCode));
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  return () => listeners.forEach((undo) => undo());
}

/** The environment in which the tools run: those of node_modules first, Node 24 among them, none phoning home. */
export function toolEnvironment(extra = {}) {
  const path = [`${root}/node_modules/.bin`, process.env.PATH].join(delimiter);
  const quiet = {
    NX_NO_CLOUD: 'true',
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    STORYBOOK_DISABLE_TELEMETRY: '1',
  };
  // What was compiled, types stripped, is kept: a process of ours starts in half the time.
  const kept = { NODE_COMPILE_CACHE: `${root}/node_modules/.cache/node` };
  return { ...process.env, ...quiet, ...kept, ...extra, PATH: path };
}

/**
 * Runs a command in the root folder with our output, and resolves to its exit code (128 + n after signal n).
 * Rejects when it cannot be started. After `limitMs` it is told to end, and ten seconds later made to.
 */
export function run(command, args, { env = {}, stdio = ['ignore', 'inherit', 'inherit'], limitMs } = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, { env, stdio });
    const timers = [];
    const end = () => {
      console.error(`${command} did not end within ${limitMs / 60_000} minutes.`);
      child.kill('SIGTERM');
      timers.push(setTimeout(() => child.kill('SIGKILL'), 10_000));
    };
    if (limitMs) timers.push(setTimeout(end, limitMs));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      timers.forEach(clearTimeout);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/** Like `run`, but keeps what was printed: `{code, output}`. `onOutput` hears each piece as it comes. */
export function capture(command, args, { env = {}, onOutput = () => {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const hear = (chunk) => {
      output += chunk;
      onOutput(chunk);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? (signal ? 143 : 1), output }));
  });
}
