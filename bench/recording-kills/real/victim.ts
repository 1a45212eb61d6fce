import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process that is killed again and again, and started again as whoever watches over it would. */
export class Victim {
  readonly #program: string;
  readonly #orders: object;
  #child: ChildProcess | undefined;

  constructor(program: URL, orders: object) {
    this.#program = program.pathname;
    this.#orders = orders;
  }

  /** Resolves when it says that it is there. */
  async start(): Promise<void> {
    const child = fork(this.#program, { execArgv: [] });
    this.#child = child;
    child.send(this.#orders);
    await once(child, 'message');
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}
