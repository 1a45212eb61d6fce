import type { FrameParticipant, TrackKind } from '@cloudmeet/contracts';
import type { Disposer } from '../emitter.ts';
import { mixTracks } from '../engines/video-engine.ts';
import { localTracks } from '../room.ts';
import type { RoomContext } from '../room-context.ts';
import { stateOf } from '../room-context.ts';
import { frameParticipant, selectOthers } from '../store/selectors.ts';

type ShownKind = Exclude<TrackKind, 'screen-audio'>;
interface Shown {
  trackOf: string;
  kind: ShownKind;
}
const shownKinds = ['audio', 'video', 'screen'] as const satisfies ShownKind[];

/**
 * Makes `track-started` and `track-stopped`; mine count from joining on. In a mix nobody has a track of their own:
 * there it is started when its person shares it and the mix is there, so that a step of the ladder stops nothing.
 */
export class TrackEvents {
  readonly #context: RoomContext;
  readonly #started = new Map<string, { participant: FrameParticipant; kind: ShownKind }>();
  readonly #dispose: Disposer;

  constructor(context: RoomContext) {
    this.#context = context;
    this.#dispose = context.tracks.on(() => {
      this.follow();
    });
  }

  /** Joined: tells of what was on already. */
  joined(): void {
    this.follow();
  }

  /** Tracks or the room changed. */
  follow(): void {
    const now = new Map(this.#shown().map((one) => [`${one.trackOf} ${one.kind}`, one]));
    for (const key of [...this.#started.keys()]) if (!now.has(key)) this.#stop(key);
    for (const [key, one] of now) if (!this.#started.has(key)) this.#start(key, one);
  }

  close(): void {
    this.#dispose();
  }

  #shown(): Shown[] {
    const own = this.#context.tracks
      .list()
      .flatMap(({ participantId, kind }): Shown[] =>
        participantId === mixTracks || kind === 'screen-audio' ? [] : [{ trackOf: participantId, kind }],
      );
    return [...own, ...this.#mixed()];
  }

  #mixed(): Shown[] {
    const { tracks } = this.#context;
    const state = stateOf(this.#context);
    if (state.room.topology !== 'mixed' || !tracks.get(mixTracks, 'audio')) return [];
    return selectOthers(state).flatMap((one) =>
      shownKinds.filter((kind) => one[kind]).map((kind) => ({ trackOf: one.id, kind })),
    );
  }

  #start(key: string, { trackOf, kind }: Shown): void {
    const participant = this.#participant(trackOf);
    if (!participant) return;
    this.#started.set(key, { participant, kind });
    this.#context.events.emit('track-started', { participant, track: { kind } });
  }

  #stop(key: string): void {
    const was = this.#started.get(key);
    if (!was) return;
    this.#started.delete(key);
    const participant = this.#participant(was.participant.local ? localTracks : was.participant.id);
    this.#context.events.emit('track-stopped', {
      participant: participant ?? was.participant,
      track: { kind: was.kind },
    });
  }

  #participant(trackOf: string): FrameParticipant | undefined {
    const state = stateOf(this.#context);
    const id = trackOf === localTracks ? state.local.participantId : trackOf;
    const one = id === null ? undefined : state.room.participants[id];
    return one && frameParticipant(state, one);
  }
}
