import type { FromChild } from '../children/messages.ts';
import type { ChildHandle, ChildKind, ChildMessages, StartChild } from './child-handle.ts';
import type { Clock } from './clock.ts';
import { Pulse } from './pulse.ts';

type Own<Kind extends ChildKind> = Exclude<ChildMessages[Kind]['from'], FromChild>;

export interface ManagedChildOptions<Kind extends ChildKind> {
  kind: Kind;
  start: StartChild;
  clock: Clock;
  /** It listens on a UDP port: it knows nothing yet. */
  ready(): void;
  /** Something of its trade. */
  message(message: Own<Kind>): void;
  /** It is gone with all it had; another is being started. */
  lost(why: string): void;
}

/** A child that is not ready by then never will be. */
const startTimeoutMs = 60_000;
/** The first replacement starts at once; of those that die young each waits twice as long. */
const againFirstMs = 250;
const againMaxMs = 10_000;
const youngMs = 10_000;

function isOwn<Kind extends ChildKind>(message: ChildMessages[Kind]['from']): message is Own<Kind> {
  return message.t !== 'ready' && message.t !== 'beat' && message.t !== 'metrics';
}

/** One child process for as long as the node lives: watched by its beats, replaced when it is dead, stuck or silent. */
export class ManagedChild<Kind extends ChildKind> {
  readonly #options: ManagedChildOptions<Kind>;
  #handle: ChildHandle<Kind> | undefined;
  #pulse: Pulse | undefined;
  #port: number | undefined;
  #startedMs = 0;
  #againMs = 0;
  #restarts = 0;
  #cpuSeconds = 0;
  #cpuSecondsBefore = 0;
  #rssBytes = 0;
  #figures: Readonly<Record<string, number>> = {};
  #cancelJudge: () => void = () => undefined;
  #cancelStart: () => void = () => undefined;
  #isClosed = false;

  constructor(options: ManagedChildOptions<Kind>) {
    this.#options = options;
    this.#start();
  }

  get pid(): number | undefined {
    return this.#handle?.pid;
  }

  /** Its UDP port; undefined while it is not ready. */
  get port(): number | undefined {
    return this.#port;
  }

  get isReady(): boolean {
    return this.#port !== undefined;
  }

  /** How often it was replaced. */
  get restarts(): number {
    return this.#restarts;
  }

  /** Of all processes that had this place. */
  get cpuSeconds(): number {
    return this.#cpuSecondsBefore + this.#cpuSeconds;
  }

  get rssBytes(): number {
    return this.#rssBytes;
  }

  /** What it measured of itself. */
  get figures(): Readonly<Record<string, number>> {
    return this.#figures;
  }

  /** To one that is not ready nothing is said: whoever is told of it being ready says everything. */
  send(message: ChildMessages[Kind]['to']): void {
    if (this.isReady) this.#handle?.send(message);
  }

  /** Ends it. Idempotent. */
  close(): void {
    this.#isClosed = true;
    this.#cancelJudge();
    this.#cancelStart();
    this.#port = undefined;
    this.#handle?.kill();
  }

  #start(): void {
    const { kind, start, clock } = this.#options;
    this.#startedMs = clock.nowMs();
    const handle: ChildHandle<Kind> = start(kind, {
      message: (message) => {
        if (this.#handle === handle) this.#receive(message);
      },
      ended: (why) => this.#ended(handle, why),
    });
    this.#handle = handle;
    this.#cancelJudge = clock.after(startTimeoutMs, () => handle.kill());
  }

  #receive(message: ChildMessages[Kind]['from']): void {
    if (isOwn<Kind>(message)) return this.#options.message(message);
    switch (message.t) {
      case 'ready':
        return this.#ready(message.port);
      case 'beat':
        this.#pulse?.beat(message, this.#options.clock.nowMs());
        this.#cpuSeconds = message.cpuSeconds;
        this.#rssBytes = message.rssBytes;
        return;
      case 'metrics':
        this.#figures = message.values;
        return;
      default:
    }
  }

  #ready(port: number): void {
    this.#cancelJudge();
    this.#port = port;
    this.#pulse = new Pulse(this.#options.clock.nowMs(), this.#handle?.waitedMs());
    this.#judge();
    this.#options.ready();
  }

  #judge(): void {
    const { clock } = this.#options;
    const pulse = this.#pulse;
    if (!pulse || !this.#handle) return;
    const nowMs = clock.nowMs();
    const verdict = pulse.judge(nowMs, this.#handle.waitedMs());
    if (verdict !== 'alive') return this.#replace(this.#handle, `is ${verdict}`);
    this.#cancelJudge = clock.after(pulse.nextMs(nowMs), () => this.#judge());
  }

  #replace(handle: ChildHandle<Kind>, why: string): void {
    handle.kill();
    this.#ended(handle, why);
  }

  #ended(handle: ChildHandle<Kind>, why: string): void {
    if (this.#handle !== handle) return;
    const { clock } = this.#options;
    this.#handle = undefined;
    this.#port = undefined;
    this.#pulse = undefined;
    this.#figures = {};
    this.#cpuSecondsBefore += this.#cpuSeconds;
    this.#cpuSeconds = 0;
    this.#cancelJudge();
    if (this.#isClosed) return;
    this.#restarts += 1;
    const isYoung = clock.nowMs() - this.#startedMs < youngMs;
    const waitMs = isYoung ? this.#againMs : 0;
    this.#againMs = isYoung ? Math.min(Math.max(againFirstMs, this.#againMs * 2), againMaxMs) : 0;
    this.#cancelStart = clock.after(waitMs, () => this.#start());
    this.#options.lost(why);
  }
}
