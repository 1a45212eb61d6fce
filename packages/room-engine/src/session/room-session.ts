import type { CloudMeetError, Entry, Ephemeral, Preview, RoomState, Welcome } from '@cloudmeet/contracts';
import { isOver, leaveReasonOf } from '../connection/endings.ts';
import { captureBegun } from '../events/capture-events.ts';
import { eventsBetween } from '../events/entry-events.ts';
import type { LocalMedia } from '../media/local-media.ts';
import { emitAll, stateOf, tellProblem } from '../room-context.ts';
import type { RoomContext } from '../room-context.ts';
import { retryPlanned, statusChanged } from '../store/connection-slice.ts';
import type { ConnectionStatus } from '../store/connection-slice.ts';
import { localChanged, localCleared, previewReceived } from '../store/local-slice.ts';
import { entriesFolded, roomReducer, stateReplaced } from '../store/room-slice.ts';
import { selectFrameParticipants, selectRole } from '../store/selectors.ts';
import type { TrackEvents } from '../tracks/track-events.ts';
import { tellEphemeral } from './ephemeral.ts';
import type { LiveMedia } from './live-media.ts';
import type { Publishing } from './publishing.ts';
import { TokenTimer } from './token-timer.ts';
import { frameParticipantsOf } from './frame-participants.ts';

export interface RoomSessionParts {
  media: LocalMedia;
  publishing: Publishing;
  live: LiveMedia;
  trackEvents: TrackEvents;
}

/**
 * Follows the connection: folds what it says into the store, lets media follow, and then tells everyone. Listeners
 * so always see a store and tracks that already are as the event says.
 */
export class RoomSession {
  readonly #context: RoomContext;
  readonly #parts: RoomSessionParts;
  readonly #token: TokenTimer;
  #status: ConnectionStatus = 'idle';
  /** A welcome came that nobody was told of yet. */
  #arriving = false;
  #knocked = false;
  #inside = false;
  #wanted = { audio: false, video: false };

  constructor(context: RoomContext, parts: RoomSessionParts) {
    const { events } = context.connection;
    this.#context = context;
    this.#parts = parts;
    this.#token = new TokenTimer(context);
    events.on('status', ({ status, error }) => this.#onStatus(status, error));
    events.on('retry', (retry) => context.store.dispatch(retryPlanned(retry)));
    events.on('preview', (preview) => this.#onPreview(preview));
    events.on('waiting', (waiting) => this.#onWaiting(waiting));
    events.on('welcome', (welcome) => this.#onWelcome(welcome));
    events.on('entries', (entries) => this.#onEntries(entries));
    events.on('snapshot', (state) => this.#onSnapshot(state));
    events.on('ephemeral', (list) => this.#onEphemeral(list));
    events.on('resumed', ({ iceServers }) => parts.live.setIceServers(iceServers));
    events.on('serverTime', (time) => this.#setClock(time));
    events.on('problem', (error) => tellProblem(context, error));
  }

  /** Devices to open as soon as the room lets us. */
  want(wanted: { audio: boolean; video: boolean }): void {
    this.#wanted = wanted;
    this.#context.events.emit('joining-meeting', {});
  }

  close(): void {
    this.#token.close();
  }

  #onStatus(status: ConnectionStatus, error: CloudMeetError | undefined): void {
    const was = this.#status;
    this.#status = status;
    this.#context.store.dispatch(statusChanged({ status, error: error?.toWire() ?? null }));
    if (status === 'reconnecting') this.#onCut();
    else if (status === 'joined') this.#onJoined(was);
    else if (isOver(status)) this.#onOver(status, error);
  }

  #onCut(): void {
    this.#parts.live.setSignalling(false);
    this.#context.events.emit('network-connection', { event: 'interrupted', type: 'signaling' });
  }

  #onJoined(was: ConnectionStatus): void {
    this.#parts.live.setSignalling(true);
    if (was === 'reconnecting')
      this.#context.events.emit('network-connection', { event: 'connected', type: 'signaling' });
    if (!this.#arriving) return;
    this.#arriving = false;
    this.#inside = true;
    this.#tellJoined();
    this.#parts.trackEvents.joined();
    this.#parts.publishing.joined(this.#wanted);
    this.#wanted = { audio: false, video: false };
  }

  #tellJoined(): void {
    const { events } = this.#context;
    const state = stateOf(this.#context);
    if (this.#knocked) events.emit('access-state-updated', { access: 'full' });
    this.#knocked = false;
    events.emit('joined-meeting', {
      participants: frameParticipantsOf(selectFrameParticipants(state)),
      role: selectRole(state),
      topology: state.room.topology,
      roomId: state.room.roomId ?? '',
      sessionId: state.room.sessionId ?? '',
    });
    emitAll(this.#context, captureBegun(state.room));
  }

  #onOver(status: ConnectionStatus, error: CloudMeetError | undefined): void {
    const { store, events } = this.#context;
    const wasInside = this.#inside;
    this.#inside = this.#arriving = this.#knocked = false;
    this.#token.close();
    this.#parts.live.end();
    this.#parts.media.release();
    store.dispatch(stateReplaced(null));
    store.dispatch(localCleared());
    if (status === 'denied') events.emit('access-state-updated', { access: 'denied' });
    const reason = leaveReasonOf(status);
    if (wasInside && reason) events.emit('left-meeting', { reason });
    if (error && (status === 'failed' || status === 'denied'))
      events.emit('error', { error: error.toWire() });
  }

  #onPreview(preview: Preview): void {
    this.#context.store.dispatch(previewReceived(preview));
    this.#token.set(preview.expiresAtSeconds);
  }

  #onWaiting({ participantId, since }: { participantId: string; since: string }): void {
    this.#context.store.dispatch(localChanged({ participantId, waitingSince: since }));
    this.#knocked = true;
    this.#context.events.emit('access-state-updated', { access: 'lobby' });
  }

  #onWelcome({ participantId, grants, limits, state, iceServers, serverTime }: Welcome): void {
    const { store } = this.#context;
    this.#arriving = true;
    this.#parts.live.end();
    store.dispatch(localChanged({ participantId, grants: grants ?? null, limits, waitingSince: null }));
    store.dispatch(stateReplaced(state));
    this.#setClock(serverTime);
    this.#parts.live.begin(participantId, iceServers);
  }

  #onEntries(entries: readonly Entry[]): void {
    const before = stateOf(this.#context);
    let step = before;
    const told = entries.flatMap((entry) => {
      const after = { ...step, room: roomReducer(step.room, entriesFolded([entry])) };
      const events = eventsBetween(step, after, entry);
      step = after;
      return events;
    });
    this.#context.store.dispatch(entriesFolded([...entries]));
    this.#followRoom(entries);
    emitAll(this.#context, told);
  }

  #onSnapshot(state: RoomState): void {
    const before = stateOf(this.#context);
    this.#context.store.dispatch(stateReplaced(state));
    this.#followRoom([]);
    emitAll(this.#context, eventsBetween(before, stateOf(this.#context)));
  }

  #followRoom(entries: readonly Entry[]): void {
    this.#parts.publishing.followRoom(entries);
    this.#parts.live.followRoom();
    this.#parts.trackEvents.follow();
  }

  #onEphemeral(list: readonly Ephemeral[]): void {
    for (const one of list) {
      if (one.e === 'signal' || one.e === 'mixer' || one.e === 'layout' || one.e === 'levels')
        this.#parts.live.receive(one);
      else tellEphemeral(this.#context, one);
    }
  }

  #setClock(serverTime: string): void {
    const clockOffsetMs = Date.parse(serverTime) - this.#context.ports.clock.nowMs();
    this.#context.store.dispatch(localChanged({ clockOffsetMs }));
  }
}
