import type { IceServer, NetworkStats, TrackKind } from '@cloudmeet/contracts';
import { CloudMeetError } from '@cloudmeet/contracts';
import type { PictureSize } from '../engines/video-engine.ts';
import { laterPart } from '../later-part.ts';
import type { LaterPart } from '../later-part.ts';
import type { QualityWatch } from '../quality/quality-watch.ts';
import type { RoomContext } from '../room-context.ts';
import { tellProblem } from '../room-context.ts';
import type { Simulation } from '../scenarios/simulation.ts';
import { firstSettings } from './media-settings.ts';
import type { MediaSettings } from './media-settings.ts';
import type { MediaSession, MediaWord } from './media-session.ts';

const retryMs = 2000;
/** Signals that come while the code is fetched; more than any room sends in that time. */
const wordsMax = 1000;

/**
 * The media of the session that runs now, if one does; what is simulated outlives a session. Its code is fetched when
 * a meeting begins: until it is there, what the room says of media waits.
 */
export class LiveMedia {
  readonly #context: RoomContext;
  #settings: MediaSettings = firstSettings;
  #coming: LaterPart<MediaSession> | undefined;
  #session: MediaSession | undefined;
  #words: MediaWord[] = [];
  #cancelRetry: (() => void) | undefined;
  #quality: LaterPart<QualityWatch> | undefined;
  #simulation: Simulation | null = null;

  constructor(context: RoomContext) {
    this.#context = context;
  }

  begin(me: string, iceServers: readonly IceServer[]): void {
    this.#settings = { ...this.#settings, iceServers, signalling: true };
    this.#coming = laterPart(async () => {
      const { MediaSession } = await import('./media-session.ts');
      return new MediaSession(this.#context, me, this.#settings);
    });
    this.#fetch(this.#coming);
  }

  end(): void {
    this.#cancelRetry?.();
    this.#quality?.close();
    this.#coming?.close();
    this.#words = [];
    this.#session = this.#coming = this.#quality = undefined;
  }

  publish(kind: TrackKind, track: MediaStreamTrack | null): void {
    this.#session?.publish(kind, track);
  }

  receive(word: MediaWord): void {
    if (this.#session) this.#session.receive(word);
    else if (this.#coming && this.#words.length < wordsMax) this.#words.push(word);
  }

  followRoom(): void {
    this.#session?.followRoom();
  }

  setIceServers(iceServers: readonly IceServer[]): void {
    this.#set({ iceServers });
  }

  setSignalling(signalling: boolean): void {
    this.#set({ signalling });
  }

  /** How large the composed picture is shown, in device pixels. */
  setPicture(picture: PictureSize): void {
    this.#set({ picture });
  }

  /** Loudness of the others, in dBov. */
  levels(): Map<string, number> {
    return this.#session?.levels() ?? new Map<string, number>();
  }

  /** Who speaks, where a mixer decides it; undefined where this page does. */
  speaker(): string | null | undefined {
    return this.#session?.speaker();
  }

  /** Rejects with `not-joined` outside a meeting. */
  async stats(): Promise<NetworkStats> {
    if (!this.#quality) throw new CloudMeetError('not-joined');
    return (await this.#quality.get()).stats();
  }

  simulate(simulation: Simulation | null): void {
    this.#simulation = simulation;
    this.#set({
      cap: simulation?.cap ?? null,
      frameLoss: simulation?.frameLoss ?? 0,
      paused: simulation?.offline ?? false,
    });
  }

  #set(change: Partial<MediaSettings>): void {
    this.#settings = { ...this.#settings, ...change };
    this.#session?.set(change);
  }

  #fetch(coming: LaterPart<MediaSession>): void {
    coming.get().then(
      (session) => {
        if (this.#coming === coming) this.#arrived(session);
      },
      (cause: unknown) => {
        if (this.#coming !== coming) return;
        tellProblem(this.#context, new CloudMeetError('unavailable', { cause }));
        this.#cancelRetry = this.#context.ports.clock.after(retryMs, () => {
          this.#fetch(coming);
        });
      },
    );
  }

  #arrived(session: MediaSession): void {
    this.#session = session;
    session.followRoom();
    for (const word of this.#words.splice(0)) session.receive(word);
    this.#quality = laterPart(async () => {
      const { QualityWatch } = await import('../quality/quality-watch.ts');
      return new QualityWatch(this.#context, session, () => this.#simulation?.reading ?? null);
    });
    // what fails here is tried again when somebody asks for the numbers
    this.#quality.get().catch(() => undefined);
  }
}
