import type { IceServer, NetworkStats, Signal, TrackKind } from '@cloudmeet/contracts';
import { CloudMeetError } from '@cloudmeet/contracts';
import type { Simulation } from '../scenarios/simulation.ts';
import { QualityWatch } from '../quality/quality-watch.ts';
import type { RoomContext } from '../room-context.ts';
import { MediaSession } from './media-session.ts';

/** The media of the session that runs now, if one does; what is simulated outlives a session. */
export class LiveMedia {
  readonly #context: RoomContext;
  #session: MediaSession | undefined;
  #quality: QualityWatch | undefined;
  #simulation: Simulation | null = null;

  constructor(context: RoomContext) {
    this.#context = context;
  }

  begin(me: string, iceServers: readonly IceServer[]): void {
    this.#session = new MediaSession(this.#context, me, iceServers);
    this.#quality = new QualityWatch(this.#context, this.#session.engine);
    this.#session.start();
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

  receive(from: string, signal: Signal): void {
    this.#session?.receive(from, signal);
  }

  followRoom(): void {
    this.#session?.followRoom();
  }

  setIceServers(servers: readonly IceServer[]): void {
    this.#session?.engine.setIceServers(servers);
  }

  setSignalling(up: boolean): void {
    this.#session?.engine.setSignalling(up);
  }

  /** Loudness of the others, in dBov. */
  levels(): Map<string, number> {
    return this.#session?.engine.levels() ?? new Map<string, number>();
  }

  /** Throws `not-joined` outside a meeting. */
  stats(): NetworkStats {
    if (!this.#quality) throw new CloudMeetError('not-joined');
    return this.#quality.stats();
  }

  simulate(simulation: Simulation | null): void {
    this.#simulation = simulation;
    this.#session?.engine.setUplinkCap(simulation?.cap ?? null);
    this.#session?.engine.setFrameLoss(simulation?.frameLoss ?? 0);
    this.#session?.pause(simulation?.offline ?? false);
    this.#quality?.simulate(simulation?.reading ?? null);
  }
}
