import { CloudMeetError } from '@cloudmeet/contracts';
import type { Ephemeral, TrackKind } from '@cloudmeet/contracts';
import type { VideoEngine } from '../engines/video-engine.ts';
import type { PeerPort } from '../ports/peer-port.ts';
import { localTracks } from '../room.ts';
import type { RoomContext } from '../room-context.ts';
import { stateOf } from '../room-context.ts';
import { mapReceived } from '../store/mix-slice.ts';
import { peersCleared } from '../store/peers-slice.ts';
import type { PeerStats } from '../store/peers-slice.ts';
import { selectWay } from '../store/selectors.ts';
import type { MediaPath, Way } from './media-path.ts';
import { ways } from './media-path.ts';
import type { MediaSettings } from './media-settings.ts';
import { MeshPath } from './mesh-path.ts';
import { MixedLevels } from './mixed-levels.ts';
import { MixedPath } from './mixed-path.ts';
import { StreamPath } from './stream-path.ts';
import { StepReadiness } from './step-readiness.ts';

const sendKinds = ['audio', 'video', 'screen', 'screen-audio'] as const satisfies TrackKind[];

/** After a step the old way stays this long: what is still on it is played to its end. Opening a way takes longer. */
const fadeMs: Record<Way, number> = { p2p: 1000, mixed: 1000, stream: 8000 };

/** What of the room's words concerns media. */
export type MediaWord = Extract<Ephemeral, { e: 'signal' | 'mixer' | 'layout' | 'levels' }>;

/**
 * Media of one session: from the welcome until the end of it, over whichever engines the media ladder names. While a
 * step is prepared both ways stand, and nothing that is heard or seen changes before the room says so.
 */
export class MediaSession {
  readonly #context: RoomContext;
  readonly #me: string;
  readonly #paths = new Map<Way, MediaPath>();
  readonly #fading = new Map<Way, () => void>();
  readonly #readiness: StepReadiness;
  readonly #heard = new MixedLevels();
  #shown: Way | undefined;
  #settings: MediaSettings;

  constructor(context: RoomContext, me: string, settings: MediaSettings) {
    this.#context = context;
    this.#me = me;
    this.#settings = settings;
    this.#readiness = new StepReadiness(context, (way) => this.#paths.get(way)?.engine);
  }

  /** Something of mine to send changed. */
  publish(kind: TrackKind, track: MediaStreamTrack | null): void {
    if (!this.#settings.paused) for (const { engine } of this.#paths.values()) engine.publish(kind, track);
  }

  receive(word: MediaWord): void {
    const { e } = word;
    if (e === 'signal') this.#paths.get('p2p')?.engine.receive({ from: word.from, signal: word.signal });
    else if (e === 'mixer')
      this.#paths.get('mixed')?.engine.receive({ mixer: word.mixer, reply: word.reply });
    else if (e === 'layout') this.#context.store.dispatch(mapReceived(word.map));
    else this.#heard.hear(word.of, word.speaker, this.#context.ports.clock.nowMs());
  }

  /** The room's state changed: which ways stand, who is there and what each of them shares. */
  followRoom(): void {
    const state = stateOf(this.#context);
    const now = selectWay(state);
    const next = now === 'stream' ? null : state.room.preparing;
    for (const way of ways) {
      if (way === now || way === next) this.#stand(way);
      else this.#drop(way);
    }
    this.#shown = now;
    this.#readiness.follow();
  }

  set(change: Partial<MediaSettings>): void {
    const { paused } = this.#settings;
    this.#settings = { ...this.#settings, ...change };
    for (const path of this.#paths.values()) {
      tell(path.engine, change);
      if (this.#settings.paused === paused) continue;
      path.pause(!paused);
      this.#sendAll(path);
    }
  }

  /** Loudness of the others, in dBov: heard here in a mesh, told by the mixer in a mix. */
  levels(): Map<string, number> {
    return this.#shown === 'mixed'
      ? this.#heard.levels(this.#context.ports.clock.nowMs())
      : (this.#paths.get('p2p')?.engine.levels() ?? new Map<string, number>());
  }

  /** Who speaks, where the mixer decides it; undefined where this page does. */
  speaker(): string | null | undefined {
    return this.#shown === 'mixed' ? this.#heard.speaker : undefined;
  }

  /** Of the way that is played now. */
  async stats(): Promise<Map<string, PeerStats>> {
    const shown = this.#shown && this.#paths.get(this.#shown);
    return shown ? shown.engine.stats() : new Map<string, PeerStats>();
  }

  close(): void {
    this.#readiness.close();
    for (const way of ways) this.#close(way);
    this.#context.store.dispatch(peersCleared());
  }

  #stand(way: Way): void {
    this.#fading.get(way)?.();
    this.#fading.delete(way);
    const path = this.#paths.get(way) ?? this.#begin(way);
    path.followRoom();
  }

  /** What was played until now fades, what never was goes at once. */
  #drop(way: Way): void {
    if (!this.#paths.has(way) || this.#fading.has(way)) return;
    if (way !== this.#shown) {
      this.#close(way);
      return;
    }
    const cancel = this.#context.ports.clock.after(fadeMs[way], () => {
      this.#close(way);
    });
    this.#fading.set(way, cancel);
  }

  #close(way: Way): void {
    this.#fading.get(way)?.();
    this.#fading.delete(way);
    const path = this.#paths.get(way);
    this.#paths.delete(way);
    path?.close();
  }

  #begin(way: Way): MediaPath {
    const { ports } = this.#context;
    const { iceServers, paused } = this.#settings;
    const options = { createPeer: ports.createPeerConnection ?? noPeers, iceServers };
    const begin: Record<Way, () => MediaPath> = {
      p2p: () => new MeshPath(this.#context, { ...options, me: this.#me }),
      mixed: () => new MixedPath(this.#context, options),
      stream: () => new StreamPath(this.#context),
    };
    const path = begin[way]();
    this.#paths.set(way, path);
    tell(path.engine, changedFromFirst(this.#settings));
    if (paused) path.pause(true);
    else this.#sendAll(path);
    return path;
  }

  #sendAll({ engine }: MediaPath): void {
    for (const kind of sendKinds) {
      const track = this.#settings.paused ? undefined : this.#context.tracks.get(localTracks, kind);
      engine.publish(kind, track ?? null);
    }
  }
}

/** An engine begins as `firstSettings` say. */
function changedFromFirst({ signalling, cap, frameLoss, picture }: MediaSettings): Partial<MediaSettings> {
  return {
    ...(signalling ? {} : { signalling }),
    ...(cap ? { cap } : {}),
    ...(frameLoss > 0 ? { frameLoss } : {}),
    ...(picture ? { picture } : {}),
  };
}

function tell(engine: VideoEngine, change: Partial<MediaSettings>): void {
  const { iceServers, signalling, cap, frameLoss, picture } = change;
  if (iceServers) engine.setIceServers(iceServers);
  if (signalling !== undefined) engine.setSignalling(signalling);
  if (cap !== undefined) engine.setUplinkCap(cap);
  if (frameLoss !== undefined) engine.setFrameLoss(frameLoss);
  if (picture) engine.setReceive({ picture });
}

/** connect() refuses such a browser, so no session begins in it. */
function noPeers(): PeerPort {
  throw new CloudMeetError('webrtc-unsupported');
}
