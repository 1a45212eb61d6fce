import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { limits, toMediaNodeSchema, toMediaOutputSchema } from '@cloudmeet/contracts';
import type {
  FromMediaNode,
  FromMediaOutput,
  MediaLoad,
  ToMediaNode,
  ToMediaOutput,
} from '@cloudmeet/contracts';
import type { Logger } from '@cloudmeet/service-kit';
import { isBearer } from '@cloudmeet/service-kit';
import { WebSocket, WebSocketServer } from 'ws';
import type { RawData } from 'ws';
import { z } from 'zod';
import type { MixRooms, Writer } from './mix-rooms.ts';
import type { OutputClient, Outputs } from './outputs.ts';

export interface ControlServerOptions {
  server: Server;
  internalSecret: string;
  rooms: MixRooms;
  outputs: Outputs;
  load(): MediaLoad;
  logger: Logger;
}

/** Where writers of rooms connect to. */
export const controlPath = '/control';
/** Realtime nodes that may be connected at once. */
const writersMax = 200;
/** A writer that reads so little is cut off: it opens its mixes again when it is back. */
const unsentBytesMax = 8 * 1024 * 1024;
/** Writers ping every second; one that is silent for so long is gone. */
const silentMs = 10_000;

/** One connection: who writes rooms, who wishes for outputs, or both. */
type Client = Writer & OutputClient;

const messageSchema = z.union([toMediaNodeSchema, toMediaOutputSchema]);

/** The WebSocket server for those who write the rooms that are mixed here, and for recorders. */
export class ControlServer {
  readonly #options: ControlServerOptions;
  readonly #sockets = new Set<WebSocket>();
  readonly #server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: limits.mediaControlMessageBytes,
    perMessageDeflate: false,
  });
  readonly #upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    this.#accept(request, socket, head);

  constructor(options: ControlServerOptions) {
    this.#options = options;
    options.server.on('upgrade', this.#upgrade);
  }

  get writers(): number {
    return this.#sockets.size;
  }

  /** Cuts everybody off. Idempotent. */
  close(): void {
    this.#options.server.off('upgrade', this.#upgrade);
    for (const socket of this.#sockets) socket.terminate();
  }

  #accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (request.url?.split('?')[0] !== controlPath) return refuse(socket, '404 Not Found');
    if (!isBearer(request.headers.authorization, this.#options.internalSecret))
      return refuse(socket, '401 Unauthorized');
    if (this.#sockets.size >= writersMax) return refuse(socket, '503 Service Unavailable');
    this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#connected(webSocket));
  }

  #connected(socket: WebSocket): void {
    const { rooms, outputs, logger } = this.#options;
    const writer: Client = { send: (message) => this.#send(socket, message) };
    let silence = setTimeout(() => socket.terminate(), silentMs).unref();
    this.#sockets.add(socket);
    socket.on('message', (data) => {
      silence = silence.refresh();
      this.#receive(socket, writer, data);
    });
    socket.on('error', (err) => logger.warn({ err }, 'The connection to a writer of rooms broke'));
    socket.on('close', () => {
      clearTimeout(silence);
      this.#sockets.delete(socket);
      rooms.leave(writer);
      outputs.leave(writer);
    });
  }

  #send(socket: WebSocket, message: FromMediaNode | FromMediaOutput): void {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (socket.bufferedAmount > unsentBytesMax) return socket.terminate();
    socket.send(JSON.stringify(message));
  }

  /** A mistake of ours in one room must not end the others. */
  #hear(writer: Writer, message: Exclude<ToMediaNode, { t: 'ping' }>): void {
    try {
      this.#options.rooms.hear(writer, message);
    } catch (err) {
      const mixerId = message.t === 'open' ? message.mixer.id : message.mixerId;
      this.#options.logger.error({ err, mixerId }, 'A room could not do what its writer said');
      writer.send({ t: 'closed', mixerId, reason: 'failed' });
    }
  }

  #receive(socket: WebSocket, writer: Client, data: RawData): void {
    const message = parse(data);
    if (!message) {
      this.#options.logger.error('A writer of rooms said something that is not in the contract');
      return socket.close(1008, 'message-invalid');
    }
    if (isOutputMessage(message)) return this.#options.outputs.hear(writer, message);
    if (message.t !== 'ping') return this.#hear(writer, message);
    const draining = this.#options.rooms.isDraining;
    writer.send({ t: 'pong', n: message.n, load: this.#options.load(), draining });
  }
}

function isOutputMessage(message: ToMediaNode | ToMediaOutput): message is ToMediaOutput {
  return message.t.startsWith('output');
}

function parse(data: RawData): ToMediaNode | ToMediaOutput | undefined {
  if (!Buffer.isBuffer(data)) return undefined;
  try {
    return messageSchema.safeParse(JSON.parse(data.toString('utf8'))).data;
  } catch {
    // Not JSON: the same as any other message that does not fit.
    return undefined;
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
