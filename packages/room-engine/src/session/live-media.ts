import type { IceServer, NetworkStats, TrackKind } from '@cloudmeet/contracts';
import { CloudMeetError } from '@cloudmeet/contracts';
import type { PictureSize } from '../engines/video-engine.ts';
import type { Simulation } from '../scenarios/simulation.ts';
import { QualityWatch } from '../quality/quality-watch.ts';
import type { RoomContext } from '../room-context.ts';
import { MediaSession } from './media-session.ts';
import type { MediaWord } from './media-session.ts';

/** The media of the session that runs now, if one does; what is simulated outlives a session. */
export class LiveMedia {
  readonly #context: RoomContext;
  #session: MediaSession | undefined;
  #quality: QualityWatch | undefined;
  #simulation: Simulation | null = null;
  #picture: PictureSize | undefined;

  constructor(context: RoomContext) {
    this.#context = context;
  }

  begin(me: string, iceServers: readonly IceServer[]): void {
    this.#session = new MediaSession(this.#context, me, iceServers);
    this.#quality = new QualityWatch(this.#context, this.#session);
    if (this.#picture) this.#session.setPicture(this.#picture);
    this.#session.followRoom();
    this.simulate(this.#simulation);
  }

  end(): void {
    this.#quality?.close();
    this.#session?.close();
    this.#session = this.#quality = undefined;
  }

  publish(kind: TrackKind, track: MediaStreamTrack | null): void {
    this.#session?.publish(kind, track);
  }

  receive(word: MediaWord): void {
    this.#session?.receive(word);
  }

  followRoom(): void {
    this.#session?.followRoom();
  }

  setIceServers(servers: readonly IceServer[]): void {
    this.#session?.setIceServers(servers);
  }

  setSignalling(up: boolean): void {
    this.#session?.setSignalling(up);
  }

  /** Loudness of the others, in dBov. */
  levels(): Map<string, number> {
    return this.#session?.levels() ?? new Map<string, number>();
  }

  /** Who speaks, where a mixer decides it; undefined where this page does. */
  speaker(): string | null | undefined {
    return this.#session?.speaker();
  }

  /** How large the composed picture is shown, in device pixels. */
  setPicture(picture: PictureSize): void {
    this.#picture = picture;
    this.#session?.setPicture(picture);
  }

  /** Throws `not-joined` outside a meeting. */
  stats(): NetworkStats {
    if (!this.#quality) throw new CloudMeetError('not-joined');
    return this.#quality.stats();
  }

  simulate(simulation: Simulation | null): void {
    this.#simulation = simulation;
    this.#session?.simulate(simulation?.cap ?? null, simulation?.frameLoss ?? 0);
    this.#session?.pause(simulation?.offline ?? false);
    this.#quality?.simulate(simulation?.reading ?? null);
  }
}
