import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Become } from '../../src/children/spare.ts';
import { until } from './until.ts';

const processes = {
  ...{ audio: 'audio/main.ts', video: 'video/main.ts', edge: 'edge/main.ts', egress: 'egress/main.ts' },
  spare: 'children/spare.ts',
};
const kinds = Object.entries(processes);

const fileOf = (path: string) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));

/** A supervisor that starts one process and says its pid, and nothing more; a spare one becomes an edge. */
function supervise(file: string) {
  const become = JSON.stringify({
    t: 'become',
    file: fileOf('edge/main.ts'),
    options: '{}',
  } satisfies Become);
  const code = `
    const child = require('node:child_process').fork(${JSON.stringify(file)}, ['{}'], { execArgv: [] });
    process.send(child.pid);
    child.on('message', ({ t }) => {
      if (t === 'ready') process.send('ready');
      if (t === 'spare') child.send(${become});
    });`;
  return spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // There is no such process any more.
    return false;
  }
}

test.each(
  (['while it starts', 'when it works'] as const).flatMap((when) =>
    kinds.map((one) => [when, ...one] as const),
  ),
)('%s: the %s process ends with a supervisor that was killed', async (when, _kind, path) => {
  const supervisor = supervise(fileOf(path));
  const exited = once(supervisor, 'exit');
  const said: unknown[] = [];
  supervisor.on('message', (message) => said.push(message));
  await until('its pid', () => said.length > 0);
  if (when === 'when it works') await until('it to be ready', () => said.includes('ready'));
  const pid = Number(said[0]);
  expect(isAlive(pid)).toBe(true);
  supervisor.kill('SIGKILL');
  await exited;
  await until('its end', () => !isAlive(pid));
});
