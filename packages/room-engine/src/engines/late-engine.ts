import type { IceServer, TrackKind } from '@cloudmeet/contracts';
import { CloudMeetError } from '@cloudmeet/contracts';
import { Emitter } from '../emitter.ts';
import type { Disposer } from '../emitter.ts';
import type { Clock } from '../ports/browser-ports.ts';
import type { PeerStats } from '../store/peers-slice.ts';
import type {
  EngineEvents,
  EngineMessage,
  EngineRoom,
  FlowWish,
  ReceiveWish,
  UplinkCap,
  VideoEngine,
} from './video-engine.ts';

const retryMs = 2000;

/**
 * Stands for an engine whose code is still being fetched: what it is told meanwhile reaches the engine in the same
 * order once it is there. Where fetching fails that is a `problem`, and it is tried again until the engine is closed.
 */
export class LateEngine implements VideoEngine {
  readonly #events = new Emitter<EngineEvents>();
  readonly #clock: Clock;
  readonly #fetch: () => Promise<VideoEngine>;
  #waiting: ((engine: VideoEngine) => void)[] = [];
  #engine: VideoEngine | undefined;
  #cancelRetry: (() => void) | undefined;
  #closed = false;

  constructor(clock: Clock, fetch: () => Promise<VideoEngine>) {
    this.#clock = clock;
    this.#fetch = fetch;
    this.#begin();
  }

  on<Name extends keyof EngineEvents>(name: Name, listener: (payload: EngineEvents[Name]) => void): Disposer {
    return this.#events.on(name, listener);
  }

  connect(room: EngineRoom): void {
    this.#tell((engine) => engine.connect(room));
  }
  publish(kind: TrackKind, track: MediaStreamTrack | null): void {
    this.#tell((engine) => engine.publish(kind, track));
  }
  setReceive(wish: ReceiveWish): void {
    this.#tell((engine) => engine.setReceive(wish));
  }
  receive(message: EngineMessage): void {
    this.#tell((engine) => engine.receive(message));
  }
  setIceServers(servers: readonly IceServer[]): void {
    this.#tell((engine) => engine.setIceServers(servers));
  }
  setSignalling(up: boolean): void {
    this.#tell((engine) => engine.setSignalling(up));
  }
  setFrameLoss(loss: number): void {
    this.#tell((engine) => engine.setFrameLoss(loss));
  }
  setUplinkCap(cap: UplinkCap | null): void {
    this.#tell((engine) => engine.setUplinkCap(cap));
  }

  levels(): Map<string, number> {
    return this.#engine?.levels() ?? new Map<string, number>();
  }
  async stats(): Promise<Map<string, PeerStats>> {
    return this.#engine?.stats() ?? new Map<string, PeerStats>();
  }
  async flows(wish: FlowWish): Promise<boolean> {
    return this.#engine?.flows(wish) ?? false;
  }

  close(): void {
    this.#closed = true;
    this.#events.close();
    this.#waiting = [];
    this.#cancelRetry?.();
    this.#engine?.close();
  }

  #begin(): void {
    this.#fetch().then(
      (engine) => {
        this.#arrive(engine);
      },
      (cause: unknown) => {
        if (this.#closed) return;
        this.#events.emit('problem', new CloudMeetError('unavailable', { cause }));
        this.#cancelRetry = this.#clock.after(retryMs, () => {
          this.#begin();
        });
      },
    );
  }

  #tell(word: (engine: VideoEngine) => void): void {
    if (this.#closed) return;
    if (this.#engine) word(this.#engine);
    else this.#waiting.push(word);
  }

  #arrive(engine: VideoEngine): void {
    if (this.#closed) {
      engine.close();
      return;
    }
    this.#engine = engine;
    for (const name of ['track', 'link', 'rejected', 'problem'] as const) this.#forward(engine, name);
    for (const word of this.#waiting) word(engine);
    this.#waiting = [];
  }

  #forward<Name extends keyof EngineEvents>(engine: VideoEngine, name: Name): void {
    engine.on(name, (payload) => {
      this.#events.emit(name, payload);
    });
  }
}
