import { fromMediaNodeSchema, limits } from '@cloudmeet/contracts';
import type { FromMediaNode, ToMediaNode } from '@cloudmeet/contracts';
import { WebSocket } from 'ws';
import type { RawData } from 'ws';
import type { Clock } from '../clock.ts';
import type { MixEvents } from './media-plane.ts';

type Open = Extract<ToMediaNode, { t: 'open' }>;
type Answer = { opened: true; fresh: boolean } | { opened: false; reason: string };

export interface NodeLinkOptions {
  nodeId: string;
  controlUrl: string;
  internalSecret: string;
  clock: Clock;
  /** The node is out of reach, or nothing is left to say to it. */
  closed(why: 'dead' | 'done'): void;
}

/** Tries to reach a node again, in ms after the connection broke. Then its rooms go elsewhere. */
const againMs = [0, 250, 750];
const pingMs = 1000;
/** A node that answers nothing for this long is dead. */
const silentMs = 3000;
const openTimeoutMs = 3000;
/** A node that reads so little is as good as dead. */
const unsentBytesMax = 4 * 1024 * 1024;
/** A link on which nothing runs is kept for the next room for this long. */
const idleMs = 30_000;

interface Held {
  open: Open;
  events: MixEvents;
  answer: ((answer: Answer) => void) | undefined;
  isOpened: boolean;
}

/** The connection of this process to one media node, shared by all rooms that it mixes. */
export class NodeLink {
  readonly nodeId: string;
  readonly #options: NodeLinkOptions;
  readonly #mixes = new Map<string, Held>();
  #socket: WebSocket | undefined;
  #heardMs = 0;
  #pings = 0;
  #failures = 0;
  #isClosed = false;
  #cancelPing: () => void = () => undefined;
  #cancelAgain: () => void = () => undefined;
  #cancelIdle: () => void = () => undefined;

  constructor(options: NodeLinkOptions) {
    this.#options = options;
    this.nodeId = options.nodeId;
    this.#connect();
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Asks the node to take a mix. Resolves with what it answered. */
  open(open: Open, events: MixEvents): Promise<Answer> {
    if (this.#isClosed) return Promise.resolve({ opened: false, reason: 'unreachable' });
    this.#cancelIdle();
    const { id } = open.mixer;
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(openTimeoutMs, () =>
        answer({ opened: false, reason: 'timeout' }),
      );
      const held: Held = { open, events, answer, isOpened: false };
      const mixes = this.#mixes;
      function answer(given: Answer): void {
        cancel();
        held.answer = undefined;
        if (!given.opened && mixes.get(id) === held) mixes.delete(id);
        resolve(given);
      }
      this.#mixes.set(id, held);
      this.#send(open);
    });
  }

  send(message: Exclude<ToMediaNode, { t: 'open' | 'ping' }>): void {
    if (this.#mixes.get(message.mixerId)?.isOpened) this.#send(message);
  }

  /** Tells and hears nothing more of a mix. */
  forget(mixerId: string): void {
    this.#mixes.delete(mixerId);
    if (this.#mixes.size > 0 || this.#isClosed) return;
    this.#cancelIdle();
    this.#cancelIdle = this.#options.clock.after(idleMs, () => this.close());
  }

  /** Lets go of everything without a word to anybody. Idempotent. */
  close(why: 'dead' | 'done' = 'done'): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#cancelPing();
    this.#cancelAgain();
    this.#cancelIdle();
    this.#mixes.clear();
    this.#socket?.terminate();
    this.#options.closed(why);
  }

  #connect(): void {
    const { controlUrl, internalSecret, clock } = this.#options;
    const socket = new WebSocket(controlUrl, {
      headers: { authorization: `Bearer ${internalSecret}` },
      maxPayload: limits.mediaControlMessageBytes,
      handshakeTimeout: openTimeoutMs,
      perMessageDeflate: false,
      followRedirects: false,
    });
    this.#socket = socket;
    socket.on('open', () => this.#connected());
    socket.on('message', (data) => this.#receive(data));
    // The reason follows as 'close'; without a listener an error would end the process.
    socket.on('error', () => undefined);
    socket.on('close', () => this.#broken(socket));
    this.#heardMs = clock.nowMs();
  }

  #connected(): void {
    this.#heardMs = this.#options.clock.nowMs();
    for (const { open } of this.#mixes.values()) this.#send(open);
    this.#ping();
  }

  #ping(): void {
    const { clock } = this.#options;
    this.#cancelPing();
    if (clock.nowMs() - this.#heardMs > silentMs || (this.#socket?.bufferedAmount ?? 0) > unsentBytesMax)
      return this.#dead();
    this.#send({ t: 'ping', n: (this.#pings += 1) });
    this.#cancelPing = clock.after(pingMs, () => this.#ping());
  }

  #send(message: ToMediaNode): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #broken(socket: WebSocket): void {
    if (this.#isClosed || socket !== this.#socket) return;
    this.#cancelPing();
    const waitMs = againMs[this.#failures];
    this.#failures += 1;
    if (waitMs === undefined) return this.#dead();
    this.#cancelAgain = this.#options.clock.after(waitMs, () => this.#connect());
  }

  #dead(): void {
    const mixes = [...this.#mixes.values()];
    this.close('dead');
    for (const { answer, events } of mixes) {
      if (answer) answer({ opened: false, reason: 'unreachable' });
      else events.lost('node-lost');
    }
  }

  #receive(data: RawData): void {
    this.#failures = 0;
    this.#heardMs = this.#options.clock.nowMs();
    const message = parse(data);
    if (message && message.t !== 'pong') this.#hand(message);
  }

  #hand(message: Exclude<FromMediaNode, { t: 'pong' }>): void {
    const held = this.#mixes.get(message.mixerId);
    if (!held) return;
    if (message.t === 'opened') return this.#opened(held, message.fresh);
    if (message.t === 'closed' && held.answer) return held.answer({ opened: false, reason: message.reason });
    if (message.t === 'closed') this.#mixes.delete(message.mixerId);
    held.events.message(message);
  }

  /** An answer to the first opening, or after the connection was made again: is everybody still connected there? */
  #opened(held: Held, fresh: boolean): void {
    held.isOpened = true;
    if (held.answer) return held.answer({ opened: true, fresh });
    if (!fresh) return held.events.reopened();
    this.#mixes.delete(held.open.mixer.id);
    this.#send({ t: 'close', mixerId: held.open.mixer.id });
    held.events.lost('node-restarted');
  }
}

/** What a node says that is not in the contract is not heard. */
function parse(data: RawData): FromMediaNode | undefined {
  if (!Buffer.isBuffer(data)) return undefined;
  try {
    return fromMediaNodeSchema.safeParse(JSON.parse(data.toString('utf8'))).data;
  } catch {
    // Not even JSON: a node of another version at worst, and the next ping decides whether it lives.
    return undefined;
  }
}
