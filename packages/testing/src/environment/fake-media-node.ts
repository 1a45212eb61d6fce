import { randomText, toMediaNodeSchema } from '@cloudmeet/contracts';
import type { FromMediaNode, MediaNodeReport, MixerRequest, ToMediaNode } from '@cloudmeet/contracts';
import type { Database } from '@cloudmeet/database';
import { isBearer, startHttpServer } from '@cloudmeet/service-kit';
import type { HttpServer } from '@cloudmeet/service-kit';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { testInternalSecret } from './realtime-node.ts';

type Open = Extract<ToMediaNode, { t: 'open' }>;
type RoomNow = Extract<ToMediaNode, { t: 'room' }>;

/** A mix as the node that pretends to mix it knows it. */
export interface FakeMix {
  open: Open;
  /** The room as its writer said it last. */
  room: RoomNow | undefined;
  requests: { participantId: string; request: MixerRequest }[];
  /** How often a writer opened it. */
  opened: number;
}

export interface FakeMediaNodeOptions {
  database: Database;
  region?: string;
  participantsMax?: number;
}

const reportMs = 500;

/** Speaks the contract of a media node to the writers of rooms, and carries no media. */
export class FakeMediaNode {
  readonly nodeId = `media_${randomText(24)}`;
  readonly mixes = new Map<string, FakeMix>();
  /** Mixes that were ended by their writer. */
  readonly ended: string[] = [];
  /** With which reason every new mix is refused. */
  refuses: 'full' | 'draining' | 'failed' | undefined;
  /** People whom it reports to be connected. */
  participants = 0;
  /** Says nothing any more, as a stopped process does. */
  isMute = false;
  readonly #options: FakeMediaNodeOptions;
  readonly #sockets = new Set<WebSocket>();
  #http: HttpServer | undefined;
  #reporting: NodeJS.Timeout | undefined;
  #reported: Promise<void> = Promise.resolve();

  private constructor(options: FakeMediaNodeOptions) {
    this.#options = options;
  }

  /** Starts one; it is known to the deployment when this resolves. */
  static async start(options: FakeMediaNodeOptions): Promise<FakeMediaNode> {
    const node = new FakeMediaNode(options);
    await node.#listen();
    await node.#report();
    node.#reporting = setInterval(() => {
      node.#reported = node.#report();
    }, reportMs);
    return node;
  }

  /** The only mix there is. */
  get mix(): FakeMix {
    const [mix] = this.mixes.values();
    if (!mix) throw new Error('Nothing is mixed here.');
    return mix;
  }

  /** Tells the writers something. */
  say(message: FromMediaNode): void {
    if (this.isMute) return;
    for (const socket of this.#sockets) socket.send(JSON.stringify(message));
  }

  /** Breaks the connections of all writers; they may come back. */
  cut(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  /** Dies: nobody can reach it any more. Idempotent. */
  async close(): Promise<void> {
    clearInterval(this.#reporting);
    await this.#reported;
    this.cut();
    await this.#http?.close();
  }

  async #listen(): Promise<void> {
    const server = new WebSocketServer({ noServer: true });
    const handler = (_request: unknown, response: { end(): void }) => response.end();
    this.#http = await startHttpServer({ name: 'a media node', handler, port: 0, drainMs: 0 });
    this.#http.server.on('upgrade', (request, socket, head) => {
      if (!isBearer(request.headers.authorization, testInternalSecret)) {
        socket.destroy();
        return;
      }
      server.handleUpgrade(request, socket, head, (webSocket) => this.#connected(webSocket));
    });
  }

  #connected(socket: WebSocket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('message', (data: Buffer) => {
      const answer = this.#answer(toMediaNodeSchema.parse(JSON.parse(data.toString('utf8'))));
      if (answer && !this.isMute) socket.send(JSON.stringify(answer));
    });
  }

  #answer(message: ToMediaNode): FromMediaNode | undefined {
    if (message.t === 'ping') return { t: 'pong', n: message.n, load: this.#load(), draining: false };
    if (message.t === 'open') return this.#open(message);
    const { mixerId } = message;
    const mix = this.mixes.get(mixerId);
    if (message.t === 'room' && mix) mix.room = message;
    if (message.t === 'request')
      mix?.requests.push({ participantId: message.participantId, request: message.request });
    if (message.t === 'close') {
      this.mixes.delete(mixerId);
      this.ended.push(mixerId);
    }
    return undefined;
  }

  #open(open: Open): FromMediaNode {
    const mixerId = open.mixer.id;
    if (this.refuses) return { t: 'closed', mixerId, reason: this.refuses };
    const known = this.mixes.get(mixerId);
    if (known) known.opened += 1;
    else this.mixes.set(mixerId, { open, room: undefined, requests: [], opened: 1 });
    return { t: 'opened', mixerId, fresh: !known };
  }

  #load() {
    return { cores: 0.1, mixers: this.mixes.size, participants: this.participants };
  }

  async #report(): Promise<void> {
    const { database, region = 'local', participantsMax = 200 } = this.#options;
    const report: MediaNodeReport = {
      ...{ nodeId: this.nodeId, region, controlUrl: this.#http?.url.replace('http', 'ws') ?? '' },
      ...{ capacity: { cores: 2, participants: participantsMax }, load: this.#load(), draining: false },
    };
    await database.mediaNodes.report(report);
  }
}
