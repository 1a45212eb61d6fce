import {
  CloudMeetError,
  commandSpecs,
  invalid,
  randomText,
  socketProtocolVersion,
} from '@cloudmeet/contracts';
import type {
  ClientFrame,
  CommandArgs,
  CommandName,
  Entry,
  Preview,
  ServerFrame,
} from '@cloudmeet/contracts';
import { Emitter } from '../emitter.ts';
import type { JoinOutcome } from '../room.ts';
import type { ConnectionStatus } from '../store/connection-slice.ts';
import type { ConnectionEvents } from './connection-events.ts';
import { endingOf, isOver } from './endings.ts';
import type { Ending } from './endings.ts';
import { LogPosition } from './log-position.ts';
import { PendingCommands } from './pending-commands.ts';
import { SocketKeeper } from './socket-keeper.ts';
import type { SocketKeeperOptions } from './socket-keeper.ts';

export type JoinFrame = Extract<ClientFrame, { t: 'join' }>;
type Frame<T extends ServerFrame['t']> = Extract<ServerFrame, { t: T }>;

export interface ConnectionOptions extends SocketKeeperOptions {
  roomId: string;
  /** Why this browser cannot be in what the preview shows; undefined: it can. */
  refuse: (preview: Preview) => CloudMeetError | undefined;
}

/** After the server said that too much came. */
const floodPauseMs = 2_000;

/**
 * The room protocol from the client's side (docs/protocols/room-log.md): one socket at a time, the log without gaps,
 * commands that arrive once, and a way back after every cut until the server says that it is over.
 */
export class RoomConnection {
  readonly events = new Emitter<ConnectionEvents>();
  readonly #roomId: string;
  readonly #refuse: ConnectionOptions['refuse'];
  readonly #keeper: SocketKeeper;
  readonly #pending: PendingCommands;
  readonly #position: LogPosition;
  #status: ConnectionStatus = 'idle';
  #token: string | undefined;
  #session: { participantId: string; credential: string } | undefined;
  #joinFrame: (() => JoinFrame) | undefined;
  #connecting: PromiseWithResolvers<Preview> | undefined;
  #joining: PromiseWithResolvers<JoinOutcome> | undefined;

  constructor(options: ConnectionOptions) {
    const { clock } = options.ports;
    this.#roomId = options.roomId;
    this.#refuse = options.refuse;
    this.#pending = new PendingCommands(clock);
    this.#keeper = new SocketKeeper(options, {
      opened: () => {
        this.#greet();
      },
      frame: (frame) => {
        this.#received(frame);
      },
      garbled: (error) => {
        this.events.emit('problem', error);
      },
      lost: () => {
        this.#onLost();
      },
      exhausted: (error) => {
        this.#end('failed', error);
      },
      planned: (attempt, retryAtMs) => {
        this.events.emit('retry', { attempt, retryAtMs });
      },
    });
    this.#position = new LogPosition(clock, (seq) => {
      this.#keeper.send({ t: 'ack', seq });
    });
  }

  get status(): ConnectionStatus {
    return this.#status;
  }

  /** Says hello with the token, or with the last one; resolves with what the room is. */
  connect(token = this.#token): Promise<Preview> {
    if (token === undefined) return refused('invalid-argument', 'The first connect() needs a token.');
    if (this.#joinFrame) return refused('conflict', 'Leave the meeting first.');
    this.#connecting?.reject(new CloudMeetError('conflict', { detail: 'Another connect() took its place.' }));
    this.#token = token;
    this.#connecting = Promise.withResolvers();
    this.#setStatus('connecting');
    this.#keeper.start();
    return this.#connecting.promise;
  }

  /** Joins as soon as the preview is there; `frame` is asked again when a lost place must be taken anew. */
  join(frame: () => JoinFrame): Promise<JoinOutcome> {
    if (this.#joinFrame) return refused('conflict', 'Already joining or joined.');
    if (this.#status !== 'preview' && this.#status !== 'connecting')
      return refused('conflict', 'Call connect() first.');
    this.#joinFrame = frame;
    this.#joining = Promise.withResolvers();
    if (this.#status === 'preview') this.#sendJoin(frame);
    return this.#joining.promise;
  }

  /** Resolves when the server acknowledged it, and for a logged command when its entry was folded. */
  command<Name extends CommandName>(name: Name, args: CommandArgs<Name>): Promise<void> {
    if (!this.#session) return refused('not-joined');
    const parsed = commandSpecs[name].args.safeParse(args);
    if (!parsed.success) return Promise.reject(invalid(parsed.error, 'invalid-argument'));
    const frame = { t: 'cmd', id: randomText(16), name, args: parsed.data } as const;
    const acknowledged = this.#pending.add(frame);
    if (this.#status === 'joined') this.#keeper.send(frame);
    return acknowledged;
  }

  /** Leaves the meeting, the lobby or the preview. */
  leave(): void {
    this.#keeper.send({ t: 'leave' });
    this.#end('left');
  }

  /** Asks whether the server is still there, because media stopped. */
  probe(): void {
    this.#keeper.probe();
  }

  /** Cuts the connection and stays away for a time, as a network would. */
  interrupt(forMs: number): void {
    if (this.#status !== 'idle' && !isOver(this.#status)) this.#keeper.again(forMs);
  }

  close(): void {
    this.events.close();
    this.#end('left');
    this.#keeper.close();
  }

  #greet(): void {
    const hello = { v: socketProtocolVersion, roomId: this.#roomId };
    const session = this.#session;
    this.#keeper.send(
      session
        ? { t: 'resume', ...hello, resume: { ...session, seq: this.#position.seq } }
        : { t: 'hello', ...hello, token: this.#token ?? '' },
    );
  }

  #received(frame: ServerFrame): void {
    switch (frame.t) {
      case 'preview':
        return this.#onPreview(frame);
      case 'waiting':
        this.events.emit('waiting', frame);
        this.#setStatus('waiting');
        return this.#joining?.resolve('waiting');
      case 'welcome':
        return this.#onWelcome(frame);
      case 'resumed':
        return this.#onResumed(frame);
      case 'snapshot':
        this.#position.reset(frame.state.seq);
        this.events.emit('snapshot', frame.state);
        return this.#pending.folded([], frame.state.seq, undefined);
      case 'batch':
        if (this.#fold(frame.entries)) this.events.emit('ephemeral', frame.ephemeral);
        return;
      case 'ok':
        return this.#pending.acknowledge(frame.id, frame.seq, this.#position.seq);
      case 'err':
        return this.#onError(frame);
      case 'pong':
        this.#keeper.settled();
        return this.events.emit('serverTime', frame.serverTime);
      case 'bye':
        return this.#onBye(CloudMeetError.fromWire(frame.error));
    }
  }

  #onPreview(frame: Frame<'preview'>): void {
    this.#keeper.proved();
    const why = this.#refuse(frame);
    if (why) return this.#end('failed', why);
    this.events.emit('preview', frame);
    if (this.#joinFrame) this.#sendJoin(this.#joinFrame);
    else this.#setStatus('preview');
    this.#connecting?.resolve(frame);
  }

  #sendJoin(frame: () => JoinFrame): void {
    if (this.#status === 'preview' || this.#status === 'connecting') this.#setStatus('joining');
    this.#keeper.send(frame());
  }

  #onWelcome(frame: Frame<'welcome'>): void {
    this.#session = { participantId: frame.participantId, credential: frame.resume.credential };
    this.#position.reset(frame.state.seq);
    this.events.emit('welcome', frame);
    this.#setStatus('joined');
    this.#joining?.resolve('joined');
  }

  #onResumed(frame: Frame<'resumed'>): void {
    if (!this.#fold(frame.entries)) return;
    this.#setStatus('joined');
    for (const command of this.#pending.frames()) this.#keeper.send(command);
    this.events.emit('serverTime', frame.serverTime);
    this.events.emit('resumed', frame);
  }

  /** False when there was a gap: then the connection is on its way to resume from before it. */
  #fold(entries: readonly Entry[]): boolean {
    const fresh = this.#position.take(entries);
    if (!fresh) {
      this.#keeper.again();
      return false;
    }
    if (fresh.length === 0) return true;
    this.events.emit('entries', fresh);
    this.#pending.folded(fresh, this.#position.seq, this.#session?.participantId);
    if (fresh.some((entry) => entry.type === 'session.ended'))
      this.#end('ended', new CloudMeetError('room-ended'));
    return true;
  }

  #onError(frame: Frame<'err'>): void {
    const error = CloudMeetError.fromWire(frame.error);
    if (frame.id !== undefined) return this.#pending.reject(frame.id, error);
    if (this.#status === 'joining') {
      this.#joinFrame = undefined;
      this.#joining?.reject(error);
      return this.#setStatus('preview', error);
    }
    if (this.#joinFrame && !this.#session) return this.#end('failed', error);
    this.events.emit('problem', error);
  }

  #onBye(error: CloudMeetError): void {
    const ending = endingOf(error);
    if (ending !== 'retry' && ending !== 'rejoin') return this.#end(ending, error);
    if (ending === 'rejoin') this.#loseSession(error);
    if (error.code === 'room-elsewhere' && error.socketUrl !== undefined)
      this.#keeper.follow(error.socketUrl);
    else this.#keeper.again(error.code === 'flooding' ? floodPauseMs : 0, error.socketUrl);
  }

  /** The place is gone: what was asked in its name is refused, since its effect is not known. */
  #loseSession(error: CloudMeetError): void {
    this.#session = undefined;
    this.#pending.rejectAll(error);
  }

  #onLost(): void {
    this.#position.stop();
    if (this.#session || this.#status === 'joined') this.#setStatus('reconnecting');
    else if (this.#status === 'preview') this.#setStatus('connecting');
  }

  #end(status: ConnectionStatus & (Ending | 'left'), error?: CloudMeetError): void {
    const reason = error ?? new CloudMeetError('not-joined');
    this.#keeper.stop();
    this.#position.stop();
    this.#session = undefined;
    this.#joinFrame = undefined;
    this.#pending.rejectAll(reason);
    this.#connecting?.reject(reason);
    this.#joining?.reject(reason);
    this.#connecting = this.#joining = undefined;
    if (this.#status !== 'idle' && !isOver(this.#status)) this.#setStatus(status, error);
  }

  #setStatus(status: ConnectionStatus, error?: CloudMeetError): void {
    if (this.#status === status && !error) return;
    this.#status = status;
    this.events.emit('status', { status, error });
  }
}

function refused(code: 'invalid-argument' | 'conflict' | 'not-joined', detail?: string): Promise<never> {
  return Promise.reject(new CloudMeetError(code, { detail }));
}
