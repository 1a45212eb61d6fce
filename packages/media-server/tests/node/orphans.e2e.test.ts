import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { until } from './until.ts';

const kinds = ['audio', 'video', 'edge', 'egress'] as const;

/** A supervisor that starts one process and says its pid, and nothing more. */
function supervise(kind: (typeof kinds)[number]) {
  const file = fileURLToPath(new URL(`../../src/${kind}/main.ts`, import.meta.url));
  const code = `
    const child = require('node:child_process').fork(${JSON.stringify(file)}, ['{}'], { execArgv: [] });
    process.send(child.pid);
    child.on('message', ({ t }) => { if (t === 'ready') process.send('ready'); });`;
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

test.each(kinds.flatMap((kind) => [[kind, 'while it starts'] as const, [kind, 'when it works'] as const]))(
  'the %s process ends with a supervisor that was killed %s',
  async (kind, when) => {
    const supervisor = supervise(kind);
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
  },
);
