import { CloudMeetError, serverFrameSchema, socketProtocolVersion } from '@cloudmeet/contracts';
import type {
  ClientFrame,
  CommandArgs,
  CommandName,
  Preview,
  RoomState,
  ServerFrame,
  Welcome,
} from '@cloudmeet/contracts';
import { WebSocket } from 'ws';
import { ClientView } from './room-view-of-client.ts';
import { Watch } from './wait-until.ts';

type Frame<Type extends ServerFrame['t']> = Extract<ServerFrame, { t: Type }>;

export interface RoomClientOptions {
  socketUrl: string;
  roomId: string;
  /** `Origin` of the connection; without it none is stated. */
  origin?: string;
  /** Acknowledge entries as they come. Default true. */
  acknowledges?: boolean;
}

const movesSeq: ReadonlySet<ServerFrame['t']> = new Set(['batch', 'snapshot', 'welcome', 'resumed']);
const acknowledgeMs = 200;

interface Sent {
  frame: Extract<ClientFrame, { t: 'cmd' }>;
  resolve(seq: number): void;
  reject(error: Error): void;
}

/** A scripted client of the room socket: says what it is told to, folds what it hears, and checks that `seq` is dense. */
export class RoomClient {
  readonly options: RoomClientOptions;
  readonly view = new ClientView();
  readonly frames: ServerFrame[] = [];
  readonly watch = new Watch(() => this.#describe());
  /** What the server said last before it closed. */
  bye: CloudMeetError | undefined;
  closeCode: number | undefined;
  welcome: Welcome | undefined;
  /** Commands that were sent again after a resume. */
  resent = 0;
  #socket: WebSocket | undefined;
  #acknowledging: NodeJS.Timeout | undefined;
  #nextId = 1;
  readonly #sent = new Map<string, Sent>();

  constructor(options: RoomClientOptions) {
    this.options = options;
  }

  get state(): RoomState {
    return this.view.state;
  }

  get participantId(): string {
    if (!this.welcome) throw new Error('This client is not in the room.');
    return this.welcome.participantId;
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Opens a socket and says nothing. */
  async open(): Promise<void> {
    const { socketUrl, origin } = this.options;
    const socket = new WebSocket(socketUrl, origin === undefined ? {} : { origin });
    this.#socket = socket;
    this.bye = undefined;
    this.closeCode = undefined;
    socket.on('message', (data: Buffer) => this.#receive(socket, data));
    socket.on('close', (code) => this.#closed(socket, code));
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    socket.on('error', () => undefined);
  }

  /** Opens a socket and says hello. @throws CloudMeetError with which the server refused */
  async hello(token: string): Promise<Preview> {
    await this.open();
    this.send({ t: 'hello', v: socketProtocolVersion, roomId: this.options.roomId, token });
    return this.next('preview');
  }

  /** Asks to come in. @throws CloudMeetError with which the server refused */
  async join(
    wish: { name?: string; audio?: boolean; video?: boolean; consent?: boolean } = {},
  ): Promise<'joined' | 'waiting'> {
    const { audio = false, video = false, ...said } = wish;
    const from = this.frames.length;
    this.send({ t: 'join', audio, video, ...said });
    const answer = await this.#answer(
      'welcome or waiting',
      (frame) => frame.t === 'welcome' || frame.t === 'waiting',
      from,
    );
    return answer.t === 'welcome' ? 'joined' : 'waiting';
  }

  /** Hello and join in one. */
  async enter(token: string, wish: Parameters<RoomClient['join']>[0] = {}): Promise<'joined' | 'waiting'> {
    await this.hello(token);
    return this.join(wish);
  }

  /** Comes back over a new socket from the last `seq`, and sends again what was not acknowledged. */
  async resume(seq = this.state.seq): Promise<Frame<'resumed'>> {
    if (!this.welcome) throw new Error('There is nothing to resume.');
    const { participantId, resume } = this.welcome;
    await this.open();
    const from = this.frames.length;
    this.send({
      ...{ t: 'resume', v: socketProtocolVersion, roomId: this.options.roomId },
      resume: { participantId, credential: resume.credential, seq },
    });
    const resumed = await this.next('resumed', from);
    for (const { frame } of this.#sent.values()) this.send(frame);
    this.resent += this.#sent.size;
    return resumed;
  }

  /** Runs a command. Resolves with the `seq` of its acknowledgement. @throws CloudMeetError */
  cmd<Name extends CommandName>(name: Name, args: CommandArgs<Name>): Promise<number> {
    return this.command(name, args);
  }

  /** The same without types, for what no client of ours would send. */
  command(name: string, args: unknown, id = `c${String(this.#nextId++)}`): Promise<number> {
    return new Promise((resolve, reject) => {
      const frame = { t: 'cmd', id, name, args } as const;
      this.#sent.set(id, { frame, resolve, reject });
      this.send(frame);
    });
  }

  /** Sends a frame, or any text or bytes. */
  send(frame: ClientFrame | string | Buffer): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame));
  }

  /** Sends a ping of the WebSocket protocol itself. */
  pingFrame(): void {
    if (this.isOpen) this.#socket?.ping();
  }

  /** The first frame of a type from a position on. @throws CloudMeetError when the server says bye instead */
  async next<Type extends ServerFrame['t']>(type: Type, from = 0): Promise<Frame<Type>> {
    const isIt = (frame: ServerFrame): frame is Frame<Type> => frame.t === type;
    return this.watch.until(`the frame ${type}`, () => {
      const found = this.frames.slice(from).find(isIt);
      if (!found && this.bye) throw this.bye;
      return found;
    });
  }

  /** Waits until the folded room is so. */
  async until(what: string, check: (state: RoomState) => unknown): Promise<void> {
    await this.watch.until(what, () => Boolean(check(this.state)));
  }

  async untilSeq(seq: number): Promise<void> {
    await this.until(`seq ${String(seq)}`, (state) => state.seq >= seq);
  }

  /** Resolves with the reason when the socket is closed; undefined when the server gave none. */
  async untilClosed(): Promise<CloudMeetError | undefined> {
    await this.watch.until('the end of the connection', () => this.closeCode !== undefined);
    return this.bye;
  }

  /** Leaves in peace. */
  async leave(): Promise<void> {
    this.send({ t: 'leave' });
    await this.untilClosed();
  }

  /** Drops the connection without a word, as a dying network does. */
  cut(): void {
    this.#socket?.terminate();
  }

  /** Stops reading, as a stalled client does; `resumeReading` goes on. */
  stopReading(): void {
    this.#socket?.pause();
  }

  resumeReading(): void {
    this.#socket?.resume();
  }

  /** Ends everything; idempotent. */
  async close(): Promise<void> {
    const socket = this.#socket;
    if (!socket || socket.readyState === WebSocket.CLOSED) return;
    socket.resume();
    socket.terminate();
    await this.watch.until('the end of the connection', () => this.closeCode !== undefined);
  }

  #answer(what: string, isIt: (frame: ServerFrame) => boolean, from: number): Promise<ServerFrame> {
    return this.watch.until(what, () => {
      const found = this.frames.slice(from).find(isIt);
      if (!found && this.bye) throw this.bye;
      return found;
    });
  }

  #receive(socket: WebSocket, data: Buffer): void {
    if (socket !== this.#socket) return;
    const frame = serverFrameSchema.parse(JSON.parse(data.toString('utf8')));
    this.frames.push(frame);
    this.view.take(frame);
    if (frame.t === 'welcome') this.welcome = frame;
    if (frame.t === 'bye') this.bye = CloudMeetError.fromWire(frame.error);
    if (frame.t === 'ok') this.#settle(frame.id, ({ resolve }) => resolve(frame.seq ?? 0));
    if (frame.t === 'err' && frame.id !== undefined)
      this.#settle(frame.id, ({ reject }) => reject(CloudMeetError.fromWire(frame.error)));
    if (this.options.acknowledges !== false && movesSeq.has(frame.t)) this.#acknowledgeSoon();
    this.watch.changed();
  }

  /** One acknowledgement for all that comes within a moment. */
  #acknowledgeSoon(): void {
    this.#acknowledging ??= setTimeout(() => {
      this.#acknowledging = undefined;
      this.send({ t: 'ack', seq: this.state.seq });
    }, acknowledgeMs).unref();
  }

  #settle(id: string, settle: (sent: Sent) => void): void {
    const sent = this.#sent.get(id);
    this.#sent.delete(id);
    if (sent) settle(sent);
  }

  #closed(socket: WebSocket, code: number): void {
    if (socket !== this.#socket) return;
    this.closeCode = code;
    clearTimeout(this.#acknowledging);
    this.#acknowledging = undefined;
    this.watch.changed();
  }

  #describe(): string {
    const last = this.frames.at(-1);
    const frame = last ? JSON.stringify(last).slice(0, 300) : 'nothing';
    return `The client is at seq ${String(this.state.seq)}, closed with ${String(this.closeCode)}, heard last: ${frame}`;
  }
}
