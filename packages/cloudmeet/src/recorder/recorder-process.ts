import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Closable, Logger } from '@cloudmeet/service-kit';
import type { RecorderOrders } from './recorder-orders.ts';

const program = fileURLToPath(new URL('recorder-child.ts', import.meta.url));
/** One that says nothing for this long is stopped or stuck, and replaced. */
const silentMs = 4000;
/** Loading takes long on a busy machine. */
const startMs = 60_000;
const judgeMs = 500;
/** When this process itself was away for so long, silence proves nothing. */
const ownDelayMs = 1500;
const againFirstMs = 250;
const againMaxMs = 10_000;
const youngMs = 10_000;
const closeMs = 5000;

/** Keeps the process of a recorder alive: dead or silent, it is replaced, and the next one goes on from the folder. */
export class RecorderProcess implements Closable {
  readonly #orders: RecorderOrders;
  readonly #logger: Logger;
  readonly #judging: NodeJS.Timeout;
  #child: ChildProcess | undefined;
  #startedMs = 0;
  #heardMs = 0;
  #judgedMs = 0;
  #patienceMs = startMs;
  #againMs = againFirstMs;
  #again: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(orders: RecorderOrders, logger: Logger) {
    this.#orders = orders;
    this.#logger = logger;
    this.#start();
    this.#judging = setInterval(() => this.#judge(), judgeMs);
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Ends it gently, then by force. Idempotent. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#judging);
    clearTimeout(this.#again);
    const child = this.#child;
    if (!child) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), closeMs);
    await ended;
    clearTimeout(force);
  }

  #start(): void {
    const child = fork(program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
    this.#child = child;
    this.#startedMs = Date.now();
    this.#heardMs = Date.now();
    this.#judgedMs = Date.now();
    this.#patienceMs = startMs;
    child.on('message', () => {
      this.#heardMs = Date.now();
      this.#patienceMs = silentMs;
    });
    child.once('exit', (code, signal) => this.#ended(child, signal ?? String(code)));
    child.once('error', (error) => this.#ended(child, error.message));
    child.send(this.#orders, () => {
      // One that is gone already is replaced when its end is heard.
    });
  }

  #judge(): void {
    const nowMs = Date.now();
    if (nowMs - this.#judgedMs > ownDelayMs) this.#heardMs = nowMs;
    this.#judgedMs = nowMs;
    if (this.#child && nowMs - this.#heardMs > this.#patienceMs) this.#child.kill('SIGKILL');
  }

  #ended(child: ChildProcess, why: string): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    if (this.#isClosed) return;
    const isYoung = Date.now() - this.#startedMs < youngMs;
    this.#againMs = isYoung ? Math.min(this.#againMs * 2, againMaxMs) : againFirstMs;
    this.#logger.warn({ why }, 'The recorder is replaced');
    this.#again = setTimeout(() => this.#start(), this.#againMs);
  }
}
