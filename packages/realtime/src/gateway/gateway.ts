import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloudMeetError, limits } from '@cloudmeet/contracts';
import type { ClientFrame } from '@cloudmeet/contracts';
import { WebSocketServer } from 'ws';
import type { Server as SocketServer } from 'ws';
import type { Clock } from '../clock.ts';
import type { Link } from '../fanout/link.ts';
import type { OpenRooms } from '../open-rooms.ts';
import type { RoomActor } from '../room/room-actor.ts';
import type { Guest } from '../room/room-view.ts';
import { Connection } from './connection.ts';
import { startHeartbeat } from './heartbeat.ts';
import { Quota } from './quota.ts';
import { RoomSocket } from './room-socket.ts';

/** Where the room socket is, on the API's own address. */
export const socketPath = '/rt';

/**
 * Pings are counted like messages, and too many end the connection at twice the burst, with a word. This limit of `ws`
 * cuts it off without one, so it lies beyond.
 */
const pongLimit = { maxPendingAutoPongs: 3 * limits.commandBurst };

export interface GatewayLimits {
  /** Sockets of one process. Default 20,000. */
  connectionsMax?: number | undefined;
  /** Sockets of one network address. Default 500: schools and offices share one. */
  connectionsPerAddressMax?: number | undefined;
  /** Sockets of one tenant on this process. Default 10,000. */
  connectionsPerTenantMax?: number | undefined;
}

export interface GatewayOptions {
  httpServer: Server;
  /** Origins of the room page. Browsers always state theirs; other clients may leave it out. */
  roomOrigins: readonly string[];
  rooms: OpenRooms;
  /** Who a token is for. @throws CloudMeetError */
  recognise(token: string, roomId: string): Promise<Guest & { tenantId: string }>;
  clock: Clock;
  limits?: GatewayLimits;
  /** The client's network address. Default: of the socket itself, so set it behind a proxy. */
  addressOf?: ((request: IncomingMessage) => string) | undefined;
  failed(error: unknown): void;
}

/** The WebSocket server of the rooms of this node. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #server: SocketServer<typeof RoomSocket>;
  readonly #connections = new Set<Connection>();
  readonly #perAddress: Quota;
  readonly #perTenant: Quota;
  readonly #givebacks = new Map<Link, (() => void)[]>();
  readonly #stopHeartbeat: () => void;
  readonly #upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    this.#accept(request, socket, head);
  #isDraining = false;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#perAddress = new Quota(options.limits?.connectionsPerAddressMax ?? 500);
    this.#perTenant = new Quota(options.limits?.connectionsPerTenantMax ?? 10_000);
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: limits.socketMessageBytes,
      maxFragments: 64,
      maxBufferedChunks: 4096,
      ...pongLimit,
      perMessageDeflate: false,
      WebSocket: RoomSocket,
    });
    this.#stopHeartbeat = startHeartbeat(options.clock, this.#connections);
    options.httpServer.on('upgrade', this.#upgrade);
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  /** From now on whoever connects is told to come again. */
  drain(): void {
    this.#isDraining = true;
  }

  /** Ends what is still connected. */
  close(): void {
    this.#options.httpServer.off('upgrade', this.#upgrade);
    this.#stopHeartbeat();
    for (const connection of this.#connections) connection.terminate();
  }

  #accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const isOurs = request.url?.split('?')[0] === socketPath;
    if (!isOurs) {
      if (this.#options.httpServer.listenerCount('upgrade') === 1) refuseUpgrade(socket, '404 Not Found');
      return;
    }
    if (this.#connections.size >= (this.#options.limits?.connectionsMax ?? 20_000))
      return refuseUpgrade(socket, '503 Service Unavailable');
    this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#connected(webSocket, request));
  }

  #connected(webSocket: RoomSocket, request: IncomingMessage): void {
    const { clock, failed } = this.#options;
    const connection: Connection = new Connection(webSocket, {
      clock,
      failed,
      enter: (link, hello) => this.#enter(link, hello),
      resume: (link, frame) => this.#resume(link, frame),
      closed: () => this.#closed(connection),
    });
    this.#connections.add(connection);
    const refused = this.#refusal(connection, request);
    if (refused) connection.bye(refused);
  }

  #refusal(connection: Connection, request: IncomingMessage): CloudMeetError | undefined {
    const { roomOrigins, addressOf } = this.#options;
    const { origin } = request.headers;
    if (origin !== undefined && !roomOrigins.includes(origin))
      return new CloudMeetError('origin-not-allowed');
    if (this.#isDraining) return new CloudMeetError('draining');
    const address = addressOf?.(request) ?? request.socket.remoteAddress ?? '';
    const isWithin = this.#count(connection, this.#perAddress, address);
    return isWithin
      ? undefined
      : new CloudMeetError('rate-limited', { detail: 'Too many connections from here.' });
  }

  async #enter(link: Link, { token, roomId }: Extract<ClientFrame, { t: 'hello' }>): Promise<RoomActor> {
    const guest = await this.#options.recognise(token, roomId);
    if (!this.#count(link, this.#perTenant, guest.tenantId))
      throw new CloudMeetError('rate-limited', { detail: 'Too many connections of this tenant.' });
    const room = await this.#options.rooms.open(roomId);
    if (link.isOpen) room.enter(link, guest);
    return room;
  }

  async #resume(link: Link, frame: Extract<ClientFrame, { t: 'resume' }>): Promise<RoomActor> {
    const room = await this.#options.rooms.open(frame.roomId);
    if (!this.#count(link, this.#perTenant, room.settings.tenantId))
      throw new CloudMeetError('rate-limited', { detail: 'Too many connections of this tenant.' });
    if (link.isOpen) room.resume(link, frame);
    return room;
  }

  #count(link: Link, quota: Quota, key: string): boolean {
    const giveBack = quota.take(key);
    if (!giveBack) return false;
    if (link.isOpen) this.#givebacks.set(link, [...(this.#givebacks.get(link) ?? []), giveBack]);
    else giveBack();
    return true;
  }

  #closed(connection: Connection): void {
    this.#connections.delete(connection);
    for (const giveBack of this.#givebacks.get(connection) ?? []) giveBack();
    this.#givebacks.delete(connection);
  }
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
