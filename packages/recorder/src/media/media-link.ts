import { fromMediaNodeSchema, fromMediaOutputSchema, limits } from '@cloudmeet/contracts';
import type { FromMediaOutput, ToMediaNode, ToMediaOutput } from '@cloudmeet/contracts';
import type { Logger } from '@cloudmeet/service-kit';
import { WebSocket } from 'ws';
import type { RawData } from 'ws';
import { z } from 'zod';
import type { Clock } from '../clock.ts';

export interface MediaLinkOptions {
  controlUrl: string;
  internalSecret: string;
  clock: Clock;
  logger: Logger;
  /** It is there, for the first time or again: it knows nothing of what was said before. */
  connected(): void;
  hear(message: Exclude<FromMediaOutput, { t: 'outputs.welcome' }>): void;
}

const pingMs = 1000;
const silentMs = 4000;
const againMs = 500;
const handshakeMs = 3000;

const messageSchema = z.union([fromMediaOutputSchema, fromMediaNodeSchema]);

/** The connection to the media node of this machine, made again for as long as this recorder lives. */
export class MediaLink {
  readonly #options: MediaLinkOptions;
  #socket: WebSocket | undefined;
  #nodeId: string | undefined;
  #isThere = false;
  #heardMs = 0;
  #pings = 0;
  #cancel: () => void = () => undefined;
  #isClosed = false;

  constructor(options: MediaLinkOptions) {
    this.#options = options;
    this.#connect();
  }

  /** The media node that is or was there; undefined before the first. */
  get nodeId(): string | undefined {
    return this.#nodeId;
  }

  get isThere(): boolean {
    return this.#isThere;
  }

  /** What is said while it is away is said by whoever is told of `connected`. */
  send(message: ToMediaOutput): void {
    if (this.#isThere) this.#write(message);
  }

  /** Idempotent. Outputs go on for a while, for the next recorder to take over. */
  close(): void {
    this.#isClosed = true;
    this.#cancel();
    this.#socket?.terminate();
  }

  #connect(): void {
    const { controlUrl, internalSecret, clock, logger } = this.#options;
    const socket = new WebSocket(controlUrl, {
      headers: { authorization: `Bearer ${internalSecret}` },
      maxPayload: limits.mediaControlMessageBytes,
      handshakeTimeout: handshakeMs,
      perMessageDeflate: false,
      followRedirects: false,
    });
    this.#socket = socket;
    socket.on('open', () => {
      this.#heardMs = clock.nowMs();
      this.#write({ t: 'outputs.hello' });
      this.#ping();
    });
    socket.on('message', (data) => this.#receive(data));
    socket.on('error', (err) => {
      if (this.#isThere) logger.warn({ err }, 'The connection to the media node broke');
    });
    socket.on('close', () => this.#lost());
  }

  #lost(): void {
    this.#cancel();
    this.#isThere = false;
    if (this.#isClosed) return;
    this.#cancel = this.#options.clock.after(againMs, () => this.#connect());
  }

  #ping(): void {
    const { clock } = this.#options;
    if (clock.nowMs() - this.#heardMs > silentMs) return this.#socket?.terminate();
    this.#write({ t: 'ping', n: (this.#pings += 1) });
    this.#cancel = clock.after(pingMs, () => this.#ping());
  }

  #write(message: ToMediaOutput | Extract<ToMediaNode, { t: 'ping' }>): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #receive(data: RawData): void {
    const message = parse(data);
    this.#heardMs = this.#options.clock.nowMs();
    if (!message) {
      this.#options.logger.error('The media node said something that is not in the contract');
      return this.#socket?.terminate();
    }
    if (message.t === 'outputs.welcome') {
      this.#nodeId = message.nodeId;
      this.#isThere = true;
      this.#options.connected();
    } else if (isOutputMessage(message)) this.#options.hear(message);
  }
}

type Message = z.infer<typeof messageSchema>;
type OutputMessage = Exclude<FromMediaOutput, { t: 'outputs.welcome' }>;

function isOutputMessage(message: Message): message is OutputMessage {
  return message.t.startsWith('output.');
}

function parse(data: RawData): Message | undefined {
  if (!Buffer.isBuffer(data)) return undefined;
  try {
    return messageSchema.safeParse(JSON.parse(data.toString('utf8'))).data;
  } catch {
    // Not JSON: the same as any other message that does not fit.
    return undefined;
  }
}
