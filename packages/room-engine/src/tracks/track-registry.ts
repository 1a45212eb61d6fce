import type { TrackKind } from '@cloudmeet/contracts';
import { Emitter } from '../emitter.ts';
import type { Disposer } from '../emitter.ts';
import { localTracks } from '../room.ts';
import type { RoomTrack, TrackRegistry } from '../room.ts';

export interface TrackChange {
  participantId: string;
  kind: TrackKind;
  track: MediaStreamTrack | undefined;
}

/** Which track shows whom. Written by the engine, read by the page. */
export class Tracks implements TrackRegistry {
  readonly #tracks = new Map<string, Map<TrackKind, MediaStreamTrack>>();
  readonly #events = new Emitter<{ change: TrackChange }>();
  readonly #myId: () => string | null;

  constructor(myId: () => string | null) {
    this.#myId = myId;
  }

  get(participantId: string, kind: TrackKind): MediaStreamTrack | undefined {
    const key = participantId === this.#myId() ? localTracks : participantId;
    return this.#tracks.get(key)?.get(kind);
  }

  list(): RoomTrack[] {
    return [...this.#tracks].flatMap(([participantId, kinds]) =>
      [...kinds].map(([kind, track]) => ({ participantId, kind, track })),
    );
  }

  on(listener: (change: TrackChange) => void): Disposer {
    return this.#events.on('change', listener);
  }

  set(participantId: string, kind: TrackKind, track: MediaStreamTrack | undefined): void {
    const kinds = this.#tracks.get(participantId) ?? new Map<TrackKind, MediaStreamTrack>();
    if (kinds.get(kind) === track) return;
    if (track) kinds.set(kind, track);
    else kinds.delete(kind);
    if (kinds.size > 0) this.#tracks.set(participantId, kinds);
    else this.#tracks.delete(participantId);
    this.#events.emit('change', { participantId, kind, track });
  }

  /** Everything of one participant. */
  drop(participantId: string): void {
    for (const kind of [...(this.#tracks.get(participantId)?.keys() ?? [])])
      this.set(participantId, kind, undefined);
  }

  close(): void {
    this.#events.close();
    this.#tracks.clear();
  }
}
