import type { OutputTarget, TargetUrl } from '@cloudmeet/contracts';
import type { Clock } from '../../video/clock.ts';
import type { RtmpChild, StartRtmpChild } from './rtmp-child.ts';
import type { FromRtmp, RtmpBeginning, RtmpSample } from './rtmp-messages.ts';

export interface RtmpTargetOptions {
  target: TargetUrl;
  clock: Clock;
  start: StartRtmpChild;
  /** Its status is another one. */
  onState: () => void;
}

export type Beginning = Omit<RtmpBeginning, 'url'>;
type State = Omit<OutputTarget, 'id'>;

const connectMsMax = 10_000;
/** A server that takes nothing for so long is given up, and tried again. */
const stuckMsMax = 8000;
/** Samples on their way, about six seconds: a slow line gets no more until it has caught up. */
const samplesWaitingMax = 450;
const againFirstMs = 1000;
const againMsMax = 30_000;
/** Who was live for so long is tried again quickly. */
const steadyMs = 30_000;
const goodbyeMs = 2000;

/** One RTMP server that a stream is sent to: its process, its tries and what there is to say of it. */
export class RtmpTarget {
  readonly #options: RtmpTargetOptions;
  #state: State = { status: 'waiting', detail: null };
  #beginning: Beginning | null = null;
  #child: RtmpChild | null = null;
  #cancel: () => void = () => undefined;
  #againMs = againFirstMs;
  #liveFromMs = 0;
  #sending = false;
  #sent = 0;
  #written = 0;
  #movedMs = 0;
  #gone: (() => void) | null = null;
  #isClosed = false;

  constructor(options: RtmpTargetOptions) {
    this.#options = options;
  }

  get state(): OutputTarget {
    return { id: this.#options.target.id, ...this.#state };
  }

  /** What follows is of this kind: the first time, or anew where pictures are of another size. */
  begin(beginning: Beginning): void {
    const isFirst = this.#beginning === null;
    this.#beginning = beginning;
    if (isFirst) return this.#connect();
    if (!this.#child) return;
    this.#drop(this.#child);
    this.#connect();
  }

  /** A part of the stream, in the order of its times; `independent`: it begins with a keyframe. */
  send(samples: readonly RtmpSample[], independent: boolean): void {
    if (this.#state.status !== 'live' || !this.#child) return;
    const waiting = this.#sent - this.#written;
    if (waiting > samplesWaitingMax) this.#sending = false;
    else if (independent && waiting < samplesWaitingMax / 2) this.#sending = true;
    if (!this.#sending) return;
    if (waiting === 0) this.#movedMs = this.#options.clock.now();
    this.#sent += samples.length;
    this.#child.send({ t: 'media', samples });
  }

  /** To be called some times a second. */
  refresh(): void {
    const isStuck = this.#sent > this.#written && this.#options.clock.now() - this.#movedMs > stuckMsMax;
    if (this.#state.status === 'live' && isStuck) this.#lose('The server takes nothing any more.');
  }

  /** Says goodbye to the server. Idempotent. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#cancel();
    const child = this.#child;
    if (child) {
      const gone = new Promise<void>((resolve) => (this.#gone = resolve));
      const cancel = this.#options.clock.after(goodbyeMs, () => child.kill());
      child.send({ t: 'end' });
      await gone;
      cancel();
    }
    this.#child = null;
    this.#set({ status: 'ended', detail: null });
  }

  #connect(): void {
    const beginning = this.#beginning;
    if (!beginning || this.#isClosed) return;
    const { start, clock, target } = this.#options;
    [this.#sent, this.#written, this.#sending] = [0, 0, false];
    const child = start({
      message: (message) => this.#child === child && this.#hear(message),
      ended: () => this.#child === child && this.#ended(),
    });
    this.#child = child;
    child.send({ t: 'begin', ...beginning, url: target.url });
    this.#set({ status: 'connecting', detail: this.#state.detail });
    this.#cancel = clock.after(connectMsMax, () => this.#lose('The server does not answer.'));
  }

  #hear(message: FromRtmp): void {
    const nowMs = this.#options.clock.now();
    if (message.t === 'failed') return this.#lose(message.reason);
    this.#movedMs = nowMs;
    if (message.t === 'written') {
      this.#written = message.samples;
      return;
    }
    this.#cancel();
    this.#liveFromMs = nowMs;
    this.#set({ status: 'live', detail: null });
  }

  #ended(): void {
    if (this.#gone) this.#gone();
    else this.#lose('The connection ended.');
  }

  #lose(detail: string): void {
    const child = this.#child;
    if (!child || this.#isClosed) return;
    const { clock } = this.#options;
    const wasSteady = this.#state.status === 'live' && clock.now() - this.#liveFromMs > steadyMs;
    if (wasSteady) this.#againMs = againFirstMs;
    this.#drop(child);
    this.#set({ status: 'retrying', detail });
    this.#cancel = clock.after(this.#againMs, () => this.#connect());
    this.#againMs = Math.min(2 * this.#againMs, againMsMax);
  }

  #drop(child: RtmpChild): void {
    this.#cancel();
    this.#child = null;
    child.kill();
  }

  #set(state: State): void {
    const before = this.#state;
    this.#state = state;
    if (state.status !== before.status || state.detail !== before.detail) this.#options.onState();
  }
}
