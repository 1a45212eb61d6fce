import type { FromAudio, FromEdge, FromVideo, ToAudio, ToEdge, ToVideo } from '../children/messages.ts';
import type { ChildKind, StartChild } from './child-handle.ts';
import type { Clock } from './clock.ts';
import { ManagedChild } from './managed-child.ts';

export interface ChildrenOptions {
  start: StartChild;
  clock: Clock;
  /** How many edge processes. */
  edges: number;
  fromAudio(message: FromAudio): void;
  fromVideo(message: FromVideo): void;
  fromEdge(edge: number, message: FromEdge): void;
  /** It was started, for the first time or anew, knows nothing and listens. */
  ready(kind: ChildKind, index: number): void;
  /** It is gone with all it had. */
  lost(kind: ChildKind, index: number, why: string): void;
}

/** The processes of a media node: one for sound, one for pictures, some for connections. */
export class Children {
  readonly audio: ManagedChild<'audio'>;
  readonly video: ManagedChild<'video'>;
  readonly edges: readonly ManagedChild<'edge'>[];
  readonly #options: ChildrenOptions;
  #isClosed = false;

  constructor(options: ChildrenOptions) {
    const { start, clock, edges, fromAudio, fromVideo, fromEdge } = options;
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

  /** Ends all of them. Idempotent. */
  close(): void {
    this.#isClosed = true;
    for (const { child } of this.all) child.close();
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
    for (const { child } of this.all) child.send({ t: 'ports', audio, video, edges });
  }

  #lost(kind: ChildKind, index: number, why: string): void {
    if (!this.#isClosed) this.#options.lost(kind, index, why);
  }
}
