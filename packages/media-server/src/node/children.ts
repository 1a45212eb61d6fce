import type { CaptureKind } from '@cloudmeet/contracts';
import type {
  FromAudio,
  FromEdge,
  FromEgress,
  FromVideo,
  ToAudio,
  ToEdge,
  ToEgress,
  ToVideo,
} from '../children/messages.ts';
import type { ChildKind, ChildStarter, OutputChildKind } from './child-handle.ts';
import type { Clock } from './clock.ts';
import { ManagedChild } from './managed-child.ts';

export interface ChildrenOptions {
  starter: ChildStarter;
  clock: Clock;
  /** How many edge processes. */
  edges: number;
  fromAudio(message: FromAudio): void;
  fromVideo(message: FromVideo): void;
  fromEdge(edge: number, message: FromEdge): void;
  fromEgress(kind: CaptureKind, message: FromEgress): void;
  /** It was started, for the first time or anew, knows nothing and listens. */
  ready(kind: ChildKind, index: number): void;
  /** It is gone with all it had. */
  lost(kind: ChildKind, index: number, why: string): void;
}

const outputChildren: Record<CaptureKind, OutputChildKind> = { recording: 'recordings', stream: 'streams' };

/**
 * The processes of a media node: one for sound, one for pictures, some for connections; and one for each kind of output
 * from the first of that kind on, because most nodes never make one.
 */
export class Children {
  readonly audio: ManagedChild<'audio'>;
  readonly video: ManagedChild<'video'>;
  readonly edges: readonly ManagedChild<'edge'>[];
  readonly #outputs = new Map<CaptureKind, ManagedChild<OutputChildKind>>();
  readonly #options: ChildrenOptions;
  #isClosed = false;

  constructor(options: ChildrenOptions) {
    const { clock, edges, fromAudio, fromVideo, fromEdge } = options;
    const { start } = options.starter;
    this.#options = options;
    const events = (kind: ChildKind, index: number) => ({
      ready: () => this.#ready(kind, index),
      lost: (why: string) => this.#lost(kind, index, why),
    });
    this.audio = new ManagedChild({
      ...{ kind: 'audio', start, clock, message: fromAudio, ...events('audio', 0) },
    });
    this.video = new ManagedChild({
      ...{ kind: 'video', start, clock, message: fromVideo, ...events('video', 0) },
    });
    this.edges = Array.from(
      { length: edges },
      (_, edge) =>
        new ManagedChild({
          ...{ kind: 'edge', start, clock, message: (message) => fromEdge(edge, message) },
          ...events('edge', edge),
        }),
    );
  }

  get all(): readonly { name: string; child: ManagedChild<ChildKind> }[] {
    return [
      ...this.#mixing,
      ...[...this.#outputs].map(([kind, child]) => ({ name: outputChildren[kind], child })),
    ];
  }

  /** The process for outputs of a kind; undefined before the first one. */
  ofOutputs(kind: CaptureKind): ManagedChild<OutputChildKind> | undefined {
    return this.#outputs.get(kind);
  }

  /** UDP port of the process for outputs of a kind, which begins with this; undefined until it listens. */
  outputPort(kind: CaptureKind): number | undefined {
    if (!this.#isClosed && !this.#outputs.has(kind)) this.#outputs.set(kind, this.#startOutputs(kind));
    return this.#outputs.get(kind)?.port;
  }

  get #mixing(): readonly { name: string; child: ManagedChild<ChildKind> }[] {
    return [
      { name: 'audio', child: this.audio },
      { name: 'video', child: this.video },
      ...this.edges.map((child, index) => ({ name: `edge-${String(index)}`, child })),
    ];
  }

  /** True when somebody could be mixed: sound, pictures and at least one edge. */
  get isReady(): boolean {
    return this.audio.isReady && this.video.isReady && this.edges.some(({ isReady }) => isReady);
  }

  toAudio(message: ToAudio): void {
    this.audio.send(message);
  }

  toVideo(message: ToVideo): void {
    this.video.send(message);
  }

  toEdge(edge: number, message: ToEdge): void {
    this.edges[edge]?.send(message);
  }

  toEgress(kind: CaptureKind, message: ToEgress): void {
    this.#outputs.get(kind)?.send(message);
  }

  /** Ends all of them. Idempotent. */
  close(): void {
    this.#isClosed = true;
    for (const { child } of this.all) child.close();
    this.#options.starter.close();
  }

  #startOutputs(kind: CaptureKind): ManagedChild<OutputChildKind> {
    const { clock, fromEgress, starter } = this.#options;
    const { start } = starter;
    const child = outputChildren[kind];
    return new ManagedChild({
      ...{ kind: child, start, clock, message: (message: FromEgress) => fromEgress(kind, message) },
      ready: () => this.#options.ready(child, 0),
      lost: (why: string) => this.#lost(child, 0, why),
    });
  }

  #ready(kind: ChildKind, index: number): void {
    this.#tellPorts();
    this.#options.ready(kind, index);
  }

  /** Only once everybody has a port: a process that is being replaced keeps the one it had until it has another. */
  #tellPorts(): void {
    const audio = this.audio.port;
    const video = this.video.port;
    const edges = this.edges.flatMap(({ port }) => (port === undefined ? [] : [port]));
    if (audio === undefined || video === undefined || edges.length === 0) return;
    for (const { child } of this.#mixing) child.send({ t: 'ports', audio, video, edges });
  }

  #lost(kind: ChildKind, index: number, why: string): void {
    if (!this.#isClosed) this.#options.lost(kind, index, why);
  }
}
