import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The monorepo's root folder, absolute, without a slash at the end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** The environment in which the tools run: those of node_modules first, Node 24 among them, none phoning home. */
export function toolEnvironment(extra = {}) {
  const path = [`${root}/node_modules/.bin`, process.env.PATH].join(delimiter);
  const quiet = {
    NX_NO_CLOUD: 'true',
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    STORYBOOK_DISABLE_TELEMETRY: '1',
  };
  return { ...process.env, ...quiet, ...extra, PATH: path };
}

/**
 * Runs a command in the root folder with our output, and resolves to its exit code (128 + n after signal n).
 * Rejects when it cannot be started.
 */
export function run(command, args, { env = {}, stdio = ['ignore', 'inherit', 'inherit'] } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: toolEnvironment(env), stdio });
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

/** Like `run`, but keeps what was printed: `{code, output}`. `onLine` hears each line as it comes. */
export function capture(command, args, { env = {}, onLine = () => {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: toolEnvironment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const hear = (chunk) => {
      output += chunk;
      for (const line of String(chunk).split('\n')) if (line.trim()) onLine(line);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? (signal ? 143 : 1), output }));
  });
}
