import { CloudMeetError, limits, socketProtocolVersion } from '@cloudmeet/contracts';
import type { ClientFrame, ServerFrame } from '@cloudmeet/contracts';
import type { RawData } from 'ws';
import { timestamp } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { Link } from '../fanout/link.ts';
import type { RoomActor } from '../room/room-actor.ts';
import { closeCodeOf } from './close-code.ts';
import { readFrame } from './read-frame.ts';
import type { RoomSocket } from './room-socket.ts';
import { TokenBucket } from './token-bucket.ts';

type Frame<Type extends ClientFrame['t']> = Extract<ClientFrame, { t: Type }>;

/** A client that does not close in return is cut off after this. */
const lingerMs = 5000;
/** What a message costs that is no message. */
const badMessageCost = 10;

export interface ConnectionPorts {
  clock: Clock;
  /** Lets somebody with a token look at a room. @throws CloudMeetError */
  enter(link: Link, hello: Frame<'hello'>): Promise<RoomActor>;
  /** Lets somebody take their seat again. @throws CloudMeetError */
  resume(link: Link, resume: Frame<'resume'>): Promise<RoomActor>;
  /** An error of ours, not of the client. */
  failed(error: unknown): void;
  /** The socket is gone. */
  closed(connection: Connection): void;
}

/** One socket: what it says is parsed here, what it may do is decided by its room. */
export class Connection implements Link {
  readonly #socket: RoomSocket;
  readonly #ports: ConnectionPorts;
  readonly #messages: TokenBucket;
  readonly #bytes: TokenBucket;
  readonly #cancelHello: () => void;
  #room: RoomActor | undefined;
  #isGreeted = false;
  #isClosing = false;
  #heardMs: number;
  #cancelLinger: (() => void) | undefined;

  constructor(socket: RoomSocket, ports: ConnectionPorts) {
    this.#socket = socket;
    this.#ports = ports;
    this.#heardMs = ports.clock.nowMs();
    this.#messages = new TokenBucket(limits.commandsPerSecond, limits.commandBurst, this.#heardMs);
    this.#bytes = new TokenBucket(limits.socketBytesPerSecond, limits.socketBytesBurst, this.#heardMs);
    this.#cancelHello = ports.clock.after(limits.helloTimeoutMs, () =>
      this.bye(new CloudMeetError('hello-timeout')),
    );
    this.#listen();
  }

  get isOpen(): boolean {
    return !this.#isClosing && this.#socket.readyState === this.#socket.OPEN;
  }

  get bufferedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  /** When the client was last heard of, in ms since the epoch. */
  get heardMs(): number {
    return this.#heardMs;
  }

  send(frame: ServerFrame): void {
    if (this.isOpen) this.#socket.send(JSON.stringify(frame));
  }

  sendEncoded(frame: Buffer): void {
    if (this.isOpen) this.#socket.send(frame, { binary: false });
  }

  bye(error: CloudMeetError): void {
    if (!this.isOpen) return;
    this.send({ t: 'bye', error: error.toWire() });
    this.#end(closeCodeOf(error.code), error.code);
  }

  close(): void {
    if (this.isOpen) this.#end(1000, '');
  }

  /** Asks the network whether the client is still there. */
  ping(): void {
    if (this.isOpen) this.#socket.ping();
  }

  /** Cuts the connection without a word. */
  terminate(): void {
    this.#socket.terminate();
  }

  #listen(): void {
    const socket = this.#socket;
    socket.beforeBrokenClose = (code) => this.#sayBroken(code);
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.on('ping', () => this.#admit(1));
    socket.on('pong', () => this.#admit(1));
    // The reason follows as 'close'; without a listener an error would end the process.
    socket.on('error', () => undefined);
    socket.on('close', () => this.#gone());
  }

  #end(code: number, reason: string): void {
    this.#isClosing = true;
    this.#socket.beforeBrokenClose = undefined;
    this.#socket.close(code, reason);
    this.#cancelLinger ??= this.#ports.clock.after(lingerMs, () => this.#socket.terminate());
  }

  #gone(): void {
    this.#isClosing = true;
    this.#cancelHello();
    this.#cancelLinger?.();
    this.#room?.disconnected(this);
    this.#room = undefined;
    this.#ports.closed(this);
  }

  #sayBroken(code: number): void {
    const error =
      code === 1009
        ? new CloudMeetError('message-too-large')
        : new CloudMeetError('message-invalid', { detail: 'The frame breaks RFC 6455 or is not UTF-8.' });
    this.send({ t: 'bye', error: error.toWire() });
    this.#isClosing = true;
    this.#cancelLinger ??= this.#ports.clock.after(lingerMs, () => this.#socket.terminate());
  }

  #hear(): void {
    this.#heardMs = this.#ports.clock.nowMs();
  }

  /** Counts what came. False when it is too much; for too long, it ends the connection. */
  #admit(cost: number, bytes = 0): boolean {
    this.#hear();
    const permits = [this.#messages.take(cost, this.#heardMs), this.#bytes.take(bytes, this.#heardMs)];
    if (permits.includes('cut')) this.bye(new CloudMeetError('flooding'));
    return permits.every((permit) => permit === 'ok');
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (!this.isOpen) return;
    const text = textOf(data);
    const isAdmitted = this.#admit(1, text.length);
    if (!this.isOpen) return;
    if (isBinary) return this.bye(new CloudMeetError('message-invalid', { detail: 'Messages are text.' }));
    const { id, frame } = readFrame(text);
    const isBroken = frame instanceof CloudMeetError;
    if (!isAdmitted) this.#answerError(new CloudMeetError('flooding'), id);
    if (isBroken) this.#refuse(frame, id, isAdmitted);
    else if (isAdmitted) this.#handle(frame);
  }

  #answerError(error: CloudMeetError, id?: string): void {
    this.send({ t: 'err', ...(id === undefined ? {} : { id }), error: error.toWire() });
  }

  /** A message that does not fit: before hello it ends the connection, later it costs. */
  #refuse(error: CloudMeetError, id?: string, isTold = true): void {
    if (!this.#isGreeted) return this.bye(error);
    if (isTold) this.#answerError(error, id);
    this.#admit(badMessageCost);
  }

  #handle(frame: ClientFrame): void {
    const isGreeting = frame.t === 'hello' || frame.t === 'resume';
    if (!this.#isGreeted && !isGreeting)
      return this.#refuse(new CloudMeetError('message-invalid', { detail: 'Say hello or resume first.' }));
    switch (frame.t) {
      case 'hello':
      case 'resume':
        return this.#greet(frame);
      case 'ping':
        return this.send({ t: 'pong', n: frame.n, serverTime: timestamp(this.#ports.clock) });
      case 'leave':
        return this.#room ? this.#room.leave(this) : this.close();
      case 'join':
      case 'cmd':
      case 'ack':
        return this.#forward(frame);
    }
  }

  #forward(frame: Frame<'join' | 'cmd' | 'ack'>): void {
    const room = this.#room;
    if (frame.t === 'cmd' && room) return room.command(this, frame);
    if (frame.t === 'ack' && room) return room.acknowledge(this, frame.seq);
    if (frame.t === 'join' && room) return room.join(this, frame);
    this.#answerError(new CloudMeetError('not-joined'), frame.t === 'cmd' ? frame.id : undefined);
  }

  #greet(frame: Frame<'hello' | 'resume'>): void {
    if (this.#isGreeted)
      return this.#refuse(new CloudMeetError('message-invalid', { detail: 'You have said hello already.' }));
    this.#isGreeted = true;
    this.#cancelHello();
    if (frame.v !== socketProtocolVersion) return this.bye(new CloudMeetError('protocol-mismatch'));
    const entered = frame.t === 'hello' ? this.#ports.enter(this, frame) : this.#ports.resume(this, frame);
    entered.then(
      (room) => this.#entered(room),
      (error: unknown) => this.#notEntered(error),
    );
  }

  #entered(room: RoomActor): void {
    if (this.isOpen) this.#room = room;
    else room.disconnected(this);
  }

  #notEntered(thrown: unknown): void {
    const error = CloudMeetError.from(thrown);
    if (error.code === 'internal') this.#ports.failed(error.cause ?? error);
    this.bye(error);
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}
