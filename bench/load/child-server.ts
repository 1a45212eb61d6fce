import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A server in a process of its own. */
export interface ChildServer {
  url: URL;
  /** User and system time of the process so far, in milliseconds; undefined where /proc does not tell. */
  cpuMs(): number | undefined;
  stop(): Promise<void>;
}

/** True when this machine can tie a process to a core. */
export const canPin = spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/** Ties this process, and what it starts from now on, to a core or a list of them: the load must not run where the server does. */
export function pinSelf(core: number | string): void {
  if (canPin) spawnSync('taskset', ['-a', '-c', '-p', String(core), String(process.pid)]);
}

/** Clock ticks of /proc are hundredths of a second on Linux. */
const tickMs = 10;

/** User and system time of a process and all its threads so far, in ms; undefined where /proc does not tell. */
export function cpuMsOf(pid: number | undefined): number | undefined {
  const path = `/proc/${String(pid)}/stat`;
  if (!existsSync(path)) return undefined;
  const fields = readFileSync(path, 'latin1')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}

export interface ChildServerOptions {
  program: string;
  env?: Record<string, string>;
  /** Core to tie it to; undefined: any. */
  core?: number;
}

/** Starts a program that prints the address it listens on as its first line. */
export async function startChildServer({
  program,
  env = {},
  core,
}: ChildServerOptions): Promise<ChildServer> {
  const command =
    core !== undefined && canPin ? ['taskset', '-c', String(core), process.execPath] : [process.execPath];
  const [file = process.execPath, ...args] = [...command, program];
  const child = spawn(file, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const ended = exited.then(([code]) => Promise.reject(new Error(`${program} ended with ${String(code)}.`)));
  const firstLine: Promise<unknown[]> = once(lines, 'line');
  const [line] = await Promise.race([firstLine, ended]);
  return {
    url: new URL(String(line)),
    cpuMs: () => cpuMsOf(child.pid),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
