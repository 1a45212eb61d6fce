import { LateEngine } from '../engines/late-engine.ts';
import type { VideoEngine } from '../engines/video-engine.ts';
import type { RoomContext } from '../room-context.ts';
import { stateOf, tellProblem } from '../room-context.ts';
import { streamChanged, streamCleared } from '../store/stream-slice.ts';
import type { StreamState } from '../store/stream-slice.ts';
import type { MediaPath } from './media-path.ts';

/** What is under way to those who watch when a stream ends is played to its end, and for this long at most. */
const lastMs = 4000;

/** The stream: watched by those who are connected to nobody. */
export class StreamPath implements MediaPath {
  readonly engine: VideoEngine;
  readonly #context: RoomContext;
  #url: string | null | undefined;
  #cancelEnd: (() => void) | undefined;

  constructor(context: RoomContext) {
    this.#context = context;
    const { ports, screen } = context;
    this.engine = new LateEngine(ports.clock, async () => {
      const { StreamEngine } = await import('../engines/stream/stream-engine.ts');
      return new StreamEngine({
        clock: ports.clock,
        screen,
        changed: (change) => this.#changed(change),
      });
    });
    this.engine.on('problem', (error) => {
      tellProblem(context, error);
    });
  }

  followRoom(): void {
    const { stream } = stateOf(this.#context).room;
    const url = stream?.hlsUrl ?? null;
    if (url === this.#url) return;
    const before = this.#url;
    this.#url = url;
    this.#cancelEnd?.();
    this.#cancelEnd = undefined;
    if (url !== null) this.engine.connect({ members: [], mixer: null, stream: url });
    else if (before === undefined) this.#tell('waiting');
    else if (stateOf(this.#context).stream.status !== 'playing') this.#end();
    else this.#cancelEnd = this.#context.ports.clock.after(lastMs, () => this.#end());
  }

  pause(paused: boolean): void {
    this.engine.connect({ members: [], mixer: null, stream: paused ? null : (this.#url ?? null) });
  }

  close(): void {
    this.#cancelEnd?.();
    this.engine.close();
    this.#context.store.dispatch(streamCleared());
  }

  #changed(change: Partial<StreamState>): void {
    this.#context.store.dispatch(streamChanged(change));
    // what comes to a stop behind the end of its stream does not go on
    if (this.#cancelEnd && change.status && change.status !== 'playing') this.#end();
  }

  #end(): void {
    this.#cancelEnd?.();
    this.#cancelEnd = undefined;
    this.engine.connect({ members: [], mixer: null, stream: null });
    this.#tell('ended');
  }

  #tell(status: 'waiting' | 'ended'): void {
    this.#context.store.dispatch(streamChanged({ status, latencySeconds: null }));
  }
}
