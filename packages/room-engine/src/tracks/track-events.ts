import type { FrameParticipant, TrackKind } from '@cloudmeet/contracts';
import type { Disposer } from '../emitter.ts';
import { localTracks } from '../room.ts';
import type { RoomContext } from '../room-context.ts';
import { stateOf } from '../room-context.ts';
import { frameParticipant } from '../store/selectors.ts';

type ShownKind = Exclude<TrackKind, 'screen-audio'>;

/** Makes `track-started` and `track-stopped` from the registry; mine count from joining on. */
export class TrackEvents {
  readonly #context: RoomContext;
  readonly #started = new Map<string, { participant: FrameParticipant; kind: ShownKind }>();
  readonly #dispose: Disposer;

  constructor(context: RoomContext) {
    this.#context = context;
    this.#dispose = context.tracks.on(({ participantId, kind, track }) => {
      if (kind !== 'screen-audio') this.#changed(participantId, kind, track !== undefined);
    });
  }

  /** Joined: tells of what was on already. */
  joined(): void {
    for (const { participantId, kind } of this.#context.tracks.list()) {
      if (kind !== 'screen-audio') this.#changed(participantId, kind, true);
    }
  }

  close(): void {
    this.#dispose();
  }

  #changed(trackOf: string, kind: ShownKind, on: boolean): void {
    const key = `${trackOf} ${kind}`;
    const was = this.#started.get(key);
    const participant = this.#participant(trackOf);
    if (on && !was && participant) {
      this.#started.set(key, { participant, kind });
      this.#context.events.emit('track-started', { participant, track: { kind } });
    } else if (!on && was) {
      this.#started.delete(key);
      this.#context.events.emit('track-stopped', {
        participant: participant ?? was.participant,
        track: { kind },
      });
    }
  }

  #participant(trackOf: string): FrameParticipant | undefined {
    const state = stateOf(this.#context);
    const id = trackOf === localTracks ? state.local.participantId : trackOf;
    const one = id === null ? undefined : state.room.participants[id];
    return one && frameParticipant(state, one);
  }
}
