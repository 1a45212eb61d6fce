import type { Participant, TrackKind } from '@cloudmeet/contracts';
import type { Tracks } from './track-registry.ts';

/** What in the room's state says that a kind is shared. */
const shares: Record<TrackKind, (one: Participant) => boolean> = {
  audio: ({ audio }) => audio,
  video: ({ video }) => video,
  screen: ({ screen }) => screen,
  'screen-audio': ({ screen }) => screen,
};

/**
 * Puts tracks of others into the registry while both hold: the engine has a line for it, and the room says that the
 * person shares it. Lines stay open over mute, so the line alone would show a frozen or black picture.
 */
export class RemoteTracks {
  readonly #tracks: Tracks;
  readonly #lines = new Map<string, Map<TrackKind, MediaStreamTrack>>();
  #participants: Record<string, Participant> = {};
  #paused = false;

  constructor(tracks: Tracks) {
    this.#tracks = tracks;
  }

  lineChanged(participantId: string, kind: TrackKind, track: MediaStreamTrack | undefined): void {
    const lines = this.#lines.get(participantId) ?? new Map<TrackKind, MediaStreamTrack>();
    this.#lines.set(participantId, lines);
    if (track) lines.set(kind, track);
    else lines.delete(kind);
    this.#show(participantId);
  }

  followRoom(participants: Record<string, Participant>): void {
    this.#participants = participants;
    for (const id of [...this.#lines.keys()]) {
      if (participants[id]) this.#show(id);
      else this.#forget(id);
    }
  }

  pause(paused: boolean): void {
    this.#paused = paused;
    for (const id of this.#lines.keys()) this.#show(id);
  }

  close(): void {
    for (const id of [...this.#lines.keys()]) this.#forget(id);
  }

  #show(id: string): void {
    const one = this.#participants[id];
    for (const [kind, isShared] of Object.entries(shares) as [TrackKind, (one: Participant) => boolean][]) {
      const shown = one !== undefined && !this.#paused && isShared(one);
      this.#tracks.set(id, kind, shown ? this.#lines.get(id)?.get(kind) : undefined);
    }
  }

  #forget(id: string): void {
    this.#lines.delete(id);
    this.#tracks.drop(id);
  }
}
