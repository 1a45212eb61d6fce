import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const supervise = fileURLToPath(new URL('supervise.mjs', import.meta.url));

// Counts its signals, waits a little for more of them, and ends with 7.
const child = `
  let heard = [];
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => {
    heard.push(name);
    setTimeout(() => { console.log('heard ' + heard.join(' ')); process.exit(7); }, 300);
  });
  process.on('disconnect', () => { console.log('left alone'); process.exit(8); });
  setInterval(() => {}, 1000);
  console.log('ready');
`;
const parent = `
  const { supervise } = await import(${JSON.stringify(supervise)});
  const end = await supervise(process.execPath, ['--eval', process.env.CHILD]);
  console.log(JSON.stringify(end));
`;

/** Starts both, sends `signals` to the parent (or to its whole group) once the child is ready; resolves to its output. */
function run(signals, { toGroup = false } = {}) {
  const args = ['--input-type=module', '--eval', parent];
  const env = { ...process.env, CHILD: child };
  const running = spawn(process.execPath, args, {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let output = '';
  running.stdout.on('data', (chunk) => {
    output += chunk;
    if (String(chunk).includes('ready')) {
      for (const signal of signals) process.kill(toGroup ? -running.pid : running.pid, signal);
    }
  });
  return new Promise((resolve) => running.once('close', () => resolve(output)));
}

test.each([
  ['SIGINT', 'SIGINT'],
  ['SIGTERM', 'SIGTERM'],
  ['SIGHUP', 'SIGTERM'],
])('%s reaches the child as %s, and its exit code comes back', async (signal, heard) => {
  expect(await run([signal])).toBe(`ready\nheard ${heard}\n{"code":7,"signal":null}\n`);
});

test('a Ctrl-C that comes from the terminal and from npm reaches the child once', async () => {
  const output = await run(['SIGINT', 'SIGINT'], { toGroup: true });
  expect(output).toBe('ready\nheard SIGINT\n{"code":7,"signal":null}\n');
});

test('a child learns that its parent was killed', async () => {
  expect(await run(['SIGKILL'])).toBe('ready\nleft alone\n');
});
