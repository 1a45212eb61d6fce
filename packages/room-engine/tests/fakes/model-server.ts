import {
  clientFrameSchema,
  CloudMeetError,
  emptyRoomState,
  newId,
  reduceRoom,
  serverFrameSchema,
} from '@cloudmeet/contracts';
import type {
  ClientFrame,
  Entry,
  EntryBody,
  ErrorCode,
  Participant,
  Preview,
  Role,
  RoomState,
  ServerFrame,
} from '@cloudmeet/contracts';
import type { FakeClock } from '@cloudmeet/testing';
import type { SocketHandlers, WebSocketPort } from '../../src/ports/browser-ports.ts';

interface Seat {
  participantId: string;
  credential: string;
  connection: ModelConnection | undefined;
}

/**
 * A room as docs/protocols/room-log.md describes it, in memory: one log, commands at most once, resume from a `seq`.
 * It knows chat, media and hands; everything it sends passes the schema of the contracts.
 */
export class ModelServer {
  readonly roomId = newId('room');
  readonly sessionId = newId('session');
  readonly log: Entry[] = [];
  readonly connections = new Set<ModelConnection>();
  readonly seats = new Map<string, Seat>();
  readonly done = new Map<string, number>();
  state: RoomState = emptyRoomState;
  /** Sockets cannot be opened while it is down. */
  up = true;
  lobby = false;
  test = true;
  /** Of whoever joins. */
  role: Role = 'host';
  /** Refuses the next join or command with this code. */
  refuseNext: ErrorCode | undefined;
  /** Answers `resume` with this code. */
  refuseResume: ErrorCode | undefined;
  /** Hears every command that is done, the first time it comes. */
  onCommand: ((from: string, name: string, args: unknown) => void) | undefined;
  opened = 0;
  readonly received: ClientFrame[] = [];
  readonly #clock: FakeClock;
  readonly #delayMs: () => number;

  constructor(clock: FakeClock, delayMs: () => number = () => 1) {
    this.#clock = clock;
    this.#delayMs = delayMs;
    this.append({
      type: 'session.started',
      data: {
        sessionId: this.sessionId,
        roomId: this.roomId,
        topology: 'p2p',
        policies: emptyRoomState.policies,
        locked: false,
      },
    });
  }

  readonly openSocket = (_url: string, handlers: SocketHandlers): WebSocketPort => {
    this.opened += 1;
    const connection = new ModelConnection(this, this.#clock, this.#delayMs, handlers);
    this.connections.add(connection);
    return connection;
  };

  /** What everybody gets to see. */
  append(body: EntryBody, from: { by?: string; commandId?: string } = {}): Entry {
    const entry = { ...body, ...from, seq: this.log.length + 1, at: this.#now() };
    this.log.push(entry);
    this.state = reduceRoom(this.state, entry);
    this.broadcast({ t: 'batch', entries: [entry], ephemeral: [] });
    return entry;
  }

  /** Somebody else comes in. */
  guest(change: Partial<Participant> = {}): Participant {
    const participant = this.#participant('Guest', change);
    this.append({ type: 'participant.joined', data: { participant } });
    return participant;
  }

  broadcast(frame: ServerFrame): void {
    for (const { connection } of this.seats.values()) connection?.tell(frame);
  }

  cutAll(): void {
    for (const connection of [...this.connections]) connection.cut();
  }

  /** Nothing is heard or said any more, and nobody is told. */
  fallSilent(): void {
    for (const connection of this.connections) connection.silent = true;
  }

  bye(code: ErrorCode, socketUrl?: string): void {
    const error = new CloudMeetError(code, { socketUrl }).toWire();
    for (const connection of [...this.connections]) connection.tell({ t: 'bye', error });
  }

  preview(): Preview {
    return {
      t: 'preview',
      v: 1,
      room: {
        id: this.roomId,
        name: 'Room',
        startedAt: null,
        lobby: this.lobby,
        locked: false,
        topology: 'p2p',
        recording: false,
        requiresConsent: false,
        test: this.test,
      },
      tenant: { name: 'Acme', theme: {} },
      self: {
        userId: 'me',
        role: 'host',
        allows: ['room.join', 'chat.send', 'media.publish', 'screen.share'],
      },
      people: [],
      participantCount: Object.keys(this.state.participants).length,
      iceServers: [],
      expiresAtSeconds: Math.floor(this.#clock.nowMs() / 1000) + 3600,
    };
  }

  answer(connection: ModelConnection, frame: ClientFrame): void {
    this.received.push(frame);
    if (frame.t === 'hello') connection.tell(this.preview());
    else if (frame.t === 'resume') this.#resume(connection, frame);
    else if (frame.t === 'join') this.#join(connection, frame);
    else if (frame.t === 'ping') connection.tell({ t: 'pong', n: frame.n, serverTime: this.#now() });
    else if (frame.t === 'cmd') this.#command(connection, frame);
    else if (frame.t === 'leave') this.#leave(connection);
  }

  admit(connection: ModelConnection, join = { audio: false, video: false }): void {
    const participant = this.#participant('Me', { role: this.role, audio: join.audio, video: join.video });
    const seat: Seat = { participantId: participant.id, credential: newId('session'), connection };
    connection.seat = seat;
    this.append({ type: 'participant.joined', data: { participant } });
    this.seats.set(participant.id, seat);
    connection.tell({
      t: 'welcome',
      participantId: seat.participantId,
      resume: { credential: seat.credential, graceMs: 30_000 },
      state: this.state,
      iceServers: [],
      limits: { publishersMax: 6, participantsMax: 50 },
      serverTime: this.#now(),
    });
  }

  #join(connection: ModelConnection, frame: Extract<ClientFrame, { t: 'join' }>): void {
    const refusal = this.#refusal();
    if (refusal) connection.tell({ t: 'bye', error: refusal });
    else if (this.lobby)
      connection.tell({ t: 'waiting', participantId: newId('participant'), since: this.#now() });
    else this.admit(connection, frame);
  }

  #resume(connection: ModelConnection, { resume }: Extract<ClientFrame, { t: 'resume' }>): void {
    const seat = this.seats.get(resume.participantId);
    const code = this.refuseResume ?? (seat?.credential === resume.credential ? undefined : 'resume-expired');
    if (code || !seat) {
      connection.tell({ t: 'bye', error: new CloudMeetError(code ?? 'resume-expired').toWire() });
      return;
    }
    seat.connection?.cut();
    seat.connection = connection;
    connection.seat = seat;
    const entries = this.log.slice(resume.seq);
    const { participantId } = seat;
    connection.tell({ t: 'resumed', participantId, entries, iceServers: [], serverTime: this.#now() });
  }

  #command(connection: ModelConnection, { id, name, args }: Extract<ClientFrame, { t: 'cmd' }>): void {
    const { seat } = connection;
    if (!seat) return;
    const refusal = this.#refusal();
    if (refusal) {
      connection.tell({ t: 'err', id, error: refusal });
      return;
    }
    const key = `${seat.participantId} ${id}`;
    const body = this.done.has(key) ? undefined : this.#decide(seat.participantId, name, args as never);
    if (body) this.append(body, { by: seat.participantId, commandId: id });
    if (!this.done.has(key)) this.onCommand?.(seat.participantId, name, args);
    if (!this.done.has(key)) this.done.set(key, this.log.length);
    connection.tell({ t: 'ok', id, seq: this.done.get(key) ?? 0 });
  }

  #decide(
    by: string,
    name: string,
    args: { text: string; kinds: ('audio' | 'video')[] },
  ): EntryBody | undefined {
    const media = (on: boolean): EntryBody => ({
      type: 'media.changed',
      data: { participantId: by, ...Object.fromEntries(args.kinds.map((kind) => [kind, on])) },
    });
    if (name === 'chat.send')
      return {
        type: 'chat.sent',
        data: { messageId: newId('message'), from: by, fromName: 'Me', text: args.text },
      };
    if (name === 'hand.raise') return { type: 'hand.raised', data: { participantId: by } };
    if (name === 'media.publish') return media(true);
    if (name === 'media.unpublish') return media(false);
    if (name === 'screen.share') return { type: 'media.changed', data: { participantId: by, screen: true } };
    if (name === 'screen.unshare')
      return { type: 'media.changed', data: { participantId: by, screen: false } };
    return undefined;
  }

  #leave(connection: ModelConnection): void {
    if (!connection.seat) return;
    const { participantId } = connection.seat;
    this.seats.delete(participantId);
    this.append({ type: 'participant.left', data: { participantId, reason: 'left' } });
  }

  #refusal() {
    const code = this.refuseNext;
    this.refuseNext = undefined;
    return code && new CloudMeetError(code).toWire();
  }

  #participant(name: string, change: Partial<Participant>): Participant {
    return {
      id: newId('participant'),
      userId: name,
      name,
      role: 'attendee',
      joinedAt: this.#now(),
      audio: false,
      video: false,
      screen: false,
      granted: [],
      ...change,
    };
  }

  #now(): string {
    return new Date(this.#clock.nowMs()).toISOString();
  }
}

/** One socket between the engine and the model. What is on its way when it is cut is lost. */
export class ModelConnection implements WebSocketPort {
  seat: Seat | undefined;
  silent = false;
  #open = true;
  #closing = false;
  readonly #server: ModelServer;
  readonly #clock: FakeClock;
  readonly #delayMs: () => number;
  readonly #handlers: SocketHandlers;
  #inboundAtMs = 0;
  #outboundAtMs = 0;

  constructor(server: ModelServer, clock: FakeClock, delayMs: () => number, handlers: SocketHandlers) {
    this.#server = server;
    this.#clock = clock;
    this.#delayMs = delayMs;
    this.#handlers = handlers;
    clock.after(delayMs(), () => {
      if (!this.#open) return;
      if (server.up) handlers.opened();
      else this.cut();
    });
  }

  send(text: string): void {
    if (!this.#open) return;
    this.#inboundAtMs = Math.max(this.#inboundAtMs, this.#clock.nowMs()) + this.#delayMs();
    this.#clock.after(this.#inboundAtMs - this.#clock.nowMs(), () => {
      // What was sent before close() still arrives (WHATWG WebSockets); what is cut off does not.
      if ((this.#open || this.#closing) && !this.silent)
        this.#server.answer(this, clientFrameSchema.parse(JSON.parse(text)));
    });
  }

  tell(frame: ServerFrame): void {
    const text = JSON.stringify(serverFrameSchema.parse(frame));
    this.tellText(text);
    if (frame.t === 'bye') this.#clock.after(this.#outboundAtMs - this.#clock.nowMs(), () => this.cut());
  }

  tellText(text: string): void {
    this.#outboundAtMs = Math.max(this.#outboundAtMs, this.#clock.nowMs()) + this.#delayMs();
    this.#clock.after(this.#outboundAtMs - this.#clock.nowMs(), () => {
      if (this.#open && !this.silent) this.#handlers.received(text);
    });
  }

  /** The network lets go of it: both ends notice. */
  cut(): void {
    if (!this.#open) return;
    this.#forget();
    this.#handlers.closed();
  }

  close(): void {
    this.#closing = this.#open;
    this.#forget();
  }

  #forget(): void {
    this.#open = false;
    this.#server.connections.delete(this);
    if (this.seat?.connection === this) this.seat.connection = undefined;
  }
}
