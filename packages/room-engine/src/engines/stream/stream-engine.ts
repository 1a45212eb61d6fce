import { Emitter } from '../../emitter.ts';
import type { Disposer } from '../../emitter.ts';
import type { Clock } from '../../ports/browser-ports.ts';
import type { StreamScreen } from '../../session/stream-screen.ts';
import type { PeerStats } from '../../store/peers-slice.ts';
import type { StreamState } from '../../store/stream-slice.ts';
import type { EngineEvents, EngineRoom, VideoEngine } from '../video-engine.ts';
import { createHlsPlayer } from './hls-player.ts';
import { createNativePlayer } from './native-player.ts';
import type { CreatePlayer, PlayerWord, StreamPlayer } from './stream-player.ts';

const latencyEveryMs = 1000;

export interface StreamEngineOptions {
  clock: Clock;
  screen: StreamScreen;
  /** What changed of the playing. */
  changed: (change: Partial<StreamState>) => void;
  /** The first that this browser can play with; by default hls.js, else the browser itself. */
  players?: readonly CreatePlayer[];
}

/**
 * Watches the room's stream: sends nothing and has no tracks, but plays into the element that the page attaches. What
 * is told to it of sending and receiving has no meaning here.
 */
export class StreamEngine implements VideoEngine {
  readonly #options: StreamEngineOptions;
  readonly #events = new Emitter<EngineEvents>();
  readonly #stopFollowing: Disposer;
  #url: string | null = null;
  #element: HTMLVideoElement | undefined;
  #player: StreamPlayer | undefined;
  #word: PlayerWord | undefined;
  #cancelLook: (() => void) | undefined;

  constructor(options: StreamEngineOptions) {
    this.#options = options;
    this.#stopFollowing = options.screen.follow((element) => {
      this.#element = element;
      this.#play();
    });
  }

  on<Name extends keyof EngineEvents>(name: Name, listener: (payload: EngineEvents[Name]) => void): Disposer {
    return this.#events.on(name, listener);
  }

  connect({ stream = null }: EngineRoom): void {
    if (stream === this.#url) return;
    this.#url = stream;
    this.#play();
  }

  publish(): void {}
  setReceive(): void {}
  receive(): void {}
  setIceServers(): void {}
  setSignalling(): void {}
  setFrameLoss(): void {}
  setUplinkCap(): void {}

  levels(): Map<string, number> {
    return new Map();
  }
  async stats(): Promise<Map<string, PeerStats>> {
    return new Map();
  }
  async flows(): Promise<boolean> {
    return this.#word === 'playing';
  }

  close(): void {
    this.#events.close();
    this.#stopFollowing();
    this.#stop();
  }

  #play(): void {
    this.#stop();
    const [url, element] = [this.#url, this.#element];
    if (url === null || !element) return;
    const { players = [createHlsPlayer, createNativePlayer], changed } = this.#options;
    const told = (word: PlayerWord): void => {
      this.#word = word;
      changed({ status: word });
    };
    const silenced = (): void => changed({ silent: true });
    for (const create of players) {
      this.#player = create({ url, element, told, silenced });
      if (this.#player) return this.#look();
    }
    told('failed');
  }

  #look(): void {
    this.#cancelLook = this.#options.clock.after(latencyEveryMs, () => {
      this.#options.changed({ latencySeconds: this.#player?.latencySeconds() ?? null });
      this.#look();
    });
  }

  #stop(): void {
    this.#cancelLook?.();
    this.#cancelLook = undefined;
    this.#player?.close();
    this.#player = this.#word = undefined;
  }
}
