import { CloudMeetError, limits, newId } from '@cloudmeet/contracts';
import type { CommandArgs, Entry, Ephemeral, IceServer, Mixer, RandomFill } from '@cloudmeet/contracts';
import type { Clock } from '../clock.ts';
import { TokenBucket } from '../gateway/token-bucket.ts';
import type { MediaPlane, Mix, MixWish } from '../media/media-plane.ts';
import type { Operation } from '../room/decide-batch.ts';
import {
  decideChange,
  decideKeep,
  decidePlaced,
  decideStepDown,
  decideUnplaced,
} from '../room/decide/topology.ts';
import { isPublishing, isViewer } from '../room/decide/publishers.ts';
import { isLive } from '../room/room-view.ts';
import type { RoomView } from '../room/room-view.ts';
import { restMs } from './media-ladder.ts';
import { capturedOf, fewPublishersMax, nextMove } from './next-move.ts';
import type { LadderFacts } from './next-move.ts';
import { RoomMix } from './room-mix.ts';

export interface RoomLadderOptions {
  clock: Clock;
  random?: RandomFill | undefined;
  plane: MediaPlane;
  tenantId: string;
  view(): RoomView;
  /** ICE servers for a media node, as for a participant. */
  iceServers(mixerId: string): IceServer[];
  /** Decides and writes in its turn. Rejects when it could not be written. */
  submit(decide: Operation['decide']): Promise<void>;
  tell(participantId: string, ephemeral: Ephemeral): void;
  tellAll(ephemeral: Ephemeral): void;
  failed(error: unknown): void;
}

/** What the room has, or is about to have, at a media node. */
interface HeldMix {
  mixer: Mixer;
  room: RoomMix;
  state: 'placing' | 'placed';
  /** Why it was looked for. */
  reason: string;
}

/** The old way stays for this long after a step, because clients drop it only when the new one plays. */
const lingerMs = 3000;
const unwrittenMs = 1000;
const retryFirstMs = 1000;
const retryMaxMs = 30_000;

function isTheSame(one: Mixer | null | undefined, other: Mixer | null | undefined): boolean {
  return one?.id === other?.id && one?.generation === other?.generation;
}

/** Moves one room up and down the media ladder and keeps its mix. It decides nothing: `nextMove` does. */
export class RoomLadder {
  readonly #options: RoomLadderOptions;
  #mix: HeldMix | undefined;
  readonly #ready = new Set<string>();
  readonly #requests = new Map<string, TokenBucket>();
  #preparedAtMs = 0;
  #fewSinceMs: number | null = null;
  #placeAtMs = 0;
  #retryMs = retryFirstMs;
  #isToldFull = false;
  #isMoving = false;
  #reason = 'started';
  #cancelWait: () => void = () => undefined;
  #isClosed = false;

  constructor(options: RoomLadderOptions) {
    this.#options = options;
  }

  /** A room that was taken over goes on where its log says it is. */
  start(): void {
    const { state } = this.#options.view();
    if (!isLive(state)) return;
    this.#preparedAtMs = this.#options.clock.nowMs();
    if (state.mixer) this.#takeOver(state.mixer);
    else this.consider();
  }

  /** Entries are durable. */
  changed(entries: readonly Entry[]): void {
    for (const entry of entries) this.#note(entry);
    this.#mix?.room.sync();
    this.consider();
  }

  /** Somebody has media over what is prepared. */
  markReady(participantId: string, { topology, mixer }: CommandArgs<'topology.ready'>): void {
    const { state } = this.#options.view();
    if (state.preparing !== topology) return;
    if (topology !== 'p2p' && !isTheSame(mixer, state.mixer)) return;
    this.#ready.add(participantId);
    this.consider();
  }

  /** To the mixer; @returns why not */
  request(participantId: string, { mixer, request }: CommandArgs<'mixer.send'>): CloudMeetError | undefined {
    const { state } = this.#options.view();
    if (!isTheSame(mixer, state.mixer)) return new CloudMeetError('mixer-replaced');
    if (!this.#admits(participantId)) return new CloudMeetError('flooding');
    if (this.#mix?.state !== 'placed') return new CloudMeetError('unavailable', { retryAfterSeconds: 1 });
    this.#mix.room.request(participantId, request);
    return undefined;
  }

  /** Where the room is mixed now. */
  get place(): { nodeId: string; mixerId: string } | null {
    const nodeId = this.#mix?.state === 'placed' ? this.#mix.room.nodeId : undefined;
    return this.#mix && nodeId !== undefined ? { nodeId, mixerId: this.#mix.mixer.id } : null;
  }

  /** The newest layout and levels. */
  newest(): Ephemeral[] {
    return this.#mix?.room.newest() ?? [];
  }

  /** The room is given up: its mix runs on for whoever has the room next. Idempotent. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#cancelWait();
    this.#mix?.room.close('letGo');
  }

  /** Looks whether there is something to do now. Called whenever anything changed, connections too. */
  consider(): void {
    const view = this.#options.view();
    if (this.#isClosed || this.#isMoving) return;
    this.#cancelWait();
    if (!isLive(view.state)) return this.#dropMix();
    if (this.#isUnwritten(view)) return this.#writePlaced();
    const move = nextMove(this.#factsOf(view));
    switch (move.do) {
      case 'wait':
        if (move.forMs !== null)
          this.#cancelWait = this.#options.clock.after(move.forMs, () => this.consider());
        return;
      case 'place':
        return this.#place(view);
      case 'prepare-p2p':
        return this.#write((room) => decideStepDown(room, move.reason));
      case 'change': {
        const { preparing, mixer } = view.state;
        return this.#write((room) => decideChange(room, preparing ?? 'p2p', mixer));
      }
      case 'keep':
        return this.#write((room) => decideKeep(room, move.reason));
    }
  }

  /** A node took the room, and the log does not say so yet. */
  #isUnwritten({ state }: RoomView): boolean {
    return this.#mix?.state === 'placed' && !state.preparing && !isTheSame(this.#mix.mixer, state.mixer);
  }

  #writePlaced(): void {
    const { mixer, reason } = this.#mix ?? {};
    if (mixer && reason !== undefined) this.#write((room) => decidePlaced(room, mixer, reason));
  }

  /** Offers cost a media node more than they cost their sender. */
  #admits(participantId: string): boolean {
    const nowMs = this.#options.clock.nowMs();
    const bucket =
      this.#requests.get(participantId) ??
      new TokenBucket(limits.mixerRequestsPerSecond, limits.mixerRequestBurst, nowMs);
    this.#requests.set(participantId, bucket);
    return bucket.take(1, nowMs) === 'ok';
  }

  #note({ type, data }: Entry): void {
    if (type === 'participant.left') this.#requests.delete(data.participantId);
    const { clock, view } = this.#options;
    if (type === 'topology.preparing') {
      this.#ready.clear();
      this.#preparedAtMs = clock.nowMs();
    }
    const { topology, preparing } = view().state;
    if (type === 'topology.kept') this.#fewSinceMs = null;
    const isOver = type === 'topology.changed' || type === 'topology.kept';
    if (!isOver || topology !== 'p2p' || preparing) return;
    // Without room at any node it is asked for again as soon as the retries of that say.
    if (type === 'topology.kept' && data.reason !== 'media-full') this.#placeAtMs = clock.nowMs() + restMs;
    this.#dropMix(type === 'topology.kept' ? 0 : lingerMs);
  }

  #factsOf(view: RoomView): LadderFacts {
    const { state, settings, connected } = view;
    const nowMs = this.#options.clock.nowMs();
    const people = Object.values(state.participants).filter((one) => !isViewer(one));
    const publishers = people.filter(isPublishing).length;
    const captured = capturedOf(state);
    this.#fewSinceMs = publishers <= fewPublishersMax && !captured ? (this.#fewSinceMs ?? nowMs) : null;
    const members = people.filter(({ id }) => connected.has(id));
    const { topology, preparing, mixer } = state;
    return {
      ...{ mode: settings.mode, topology, preparing, mixer, publishers, captured },
      preparingMs: nowMs - this.#preparedAtMs,
      members: members.length,
      ready: members.filter(({ id }) => this.#ready.has(id)).length,
      fewMs: this.#fewSinceMs === null ? null : nowMs - this.#fewSinceMs,
      mix: this.#mix?.state ?? 'none',
      placeInMs: Math.max(0, this.#placeAtMs - nowMs),
    };
  }

  #write(decide: Operation['decide']): void {
    this.#isMoving = true;
    const { clock, submit } = this.#options;
    const go = (waitMs: number) => {
      this.#isMoving = false;
      if (!this.#isClosed) this.#cancelWait = clock.after(waitMs, () => this.consider());
    };
    submit(decide).then(
      () => go(0),
      // The room cannot be written now: what is to be done is decided anew when it can.
      () => go(unwrittenMs),
    );
  }

  #wishFor(mixer: Mixer): MixWish | undefined {
    const { view, tenantId, iceServers } = this.#options;
    const { roomId, sessionId, participants } = view().state;
    if (roomId === null || sessionId === null) return undefined;
    const expected = Object.values(participants).filter((one) => !isViewer(one)).length;
    return {
      ...{ mixer, tenantId, roomId, sessionId },
      iceServers: iceServers(mixer.id),
      participants: expected,
    };
  }

  #newMix(mixer: Mixer, reason: string): HeldMix {
    const { clock, view, tell, tellAll } = this.#options;
    const room: RoomMix = new RoomMix({
      clock,
      tell: (participantId, ephemeral) => {
        if (!this.#isClosed) tell(participantId, ephemeral);
      },
      tellAll: (ephemeral) => {
        if (!this.#isClosed) tellAll(ephemeral);
      },
      state: () => view().state,
      lost: (reason) => this.#lost(room, reason),
    });
    const mix: HeldMix = { mixer, room, state: 'placing', reason };
    this.#mix = mix;
    return mix;
  }

  #reasonToMix({ state }: RoomView): string {
    const publishers = Object.values(state.participants).filter(isPublishing).length;
    return (publishers <= limits.p2pPublishersMax && capturedOf(state)) || 'many-publishers';
  }

  #place(view: RoomView): void {
    const { plane, random } = this.#options;
    const mixer = { id: newId('mixer', random), generation: view.mixerGeneration + 1 };
    const wish = this.#wishFor(mixer);
    if (!wish) return;
    const mix = this.#newMix(mixer, view.state.topology === 'p2p' ? this.#reasonToMix(view) : this.#reason);
    plane.place(wish, mix.room.events).then(
      (placed) => this.#placed(mix, placed),
      (error: unknown) => this.#notPlaced(mix, error),
    );
  }

  #placed(mix: HeldMix, placed: Mix): void {
    const { state } = this.#options.view();
    const isWanted = this.#mix === mix && !this.#isClosed && isLive(state);
    if (!isWanted) return placed.end();
    mix.state = 'placed';
    mix.room.placed(placed);
    this.#retryMs = retryFirstMs;
    this.#isToldFull = false;
    this.#writePlaced();
  }

  #notPlaced(mix: HeldMix, error: unknown): void {
    if (this.#mix !== mix || this.#isClosed) return;
    this.#mix = undefined;
    mix.room.close('end');
    const { code } = CloudMeetError.from(error);
    if (code !== 'media-full') this.#options.failed(error);
    this.#placeAtMs = this.#options.clock.nowMs() + this.#retryMs;
    this.#retryMs = Math.min(this.#retryMs * 2, retryMaxMs);
    this.#reason = 'media-available';
    const isToldAlready = this.#isToldFull;
    this.#isToldFull = true;
    if (this.#options.view().state.topology === 'p2p')
      return this.#write((room) => decideKeep(room, 'media-full'));
    if (isToldAlready) return this.consider();
    this.#write((room) => decideUnplaced(room, 'media-full'));
  }

  #takeOver(mixer: Mixer): void {
    const wish = this.#wishFor(mixer);
    if (!wish) return;
    const mix = this.#newMix(mixer, this.#reason);
    this.#options.plane.find(wish, mix.room.events).then(
      (found) => this.#found(mix, found),
      (error: unknown) => {
        this.#options.failed(error);
        this.#lost(mix.room, 'node-lost');
      },
    );
  }

  #found(mix: HeldMix, found: Mix | undefined): void {
    if (this.#mix !== mix || this.#isClosed) return found?.letGo();
    if (!found) return this.#lost(mix.room, 'node-lost');
    mix.state = 'placed';
    mix.room.placed(found);
    this.consider();
  }

  /** The node died, or gave the mix back: the room is mixed elsewhere from now on. */
  #lost(room: RoomMix, reason: string): void {
    if (this.#mix?.room !== room || this.#isClosed) return;
    room.close('end');
    this.#mix = undefined;
    this.#reason = reason;
    this.consider();
  }

  #dropMix(afterMs = 0): void {
    const mix = this.#mix;
    this.#mix = undefined;
    if (!mix) return;
    if (afterMs > 0 && mix.state === 'placed')
      this.#options.clock.after(afterMs, () => mix.room.close('end'));
    else mix.room.close('end');
  }
}
