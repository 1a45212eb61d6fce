import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./server-process.ts', import.meta.url));

/** A node in a process of its own that always comes back at the same port. */
export class KillableServer {
  readonly #databaseUrl: string;
  #child: ChildProcess | undefined;
  port = 0;
  kills = 0;

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [script, this.#databaseUrl, String(this.port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    const lines = createInterface({ input: child.stdout });
    const [line] = (await Promise.race([
      once(lines, 'line'),
      once(child, 'exit').then(() => Promise.reject(new Error('The server ended before it began.'))),
    ])) as [string];
    lines.close();
    this.port = (JSON.parse(line) as { port: number }).port;
  }

  get pid(): number {
    if (!this.#child?.pid) throw new Error('The server does not run.');
    return this.#child.pid;
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    this.kills += 1;
    await ended;
  }
}
