import type { Clock } from '../../video/clock.ts';
import type { LiveSegment } from './live-segments.ts';
import { LiveStream, type Picture } from './live-stream.ts';
import { StreamFolder } from './stream-folder.ts';

export interface LiveStreamsOptions {
  clock: Clock;
  /** How long viewers of a stream that is over get its last segments. */
  lingerMs: number;
}

export interface LiveStreamOrder {
  path: string;
  folder: string;
  segmentMs: number;
  /** How many whole segments viewers may go back; null: as many as are usual. */
  keep: number | null;
}

/** What viewers may go back, where nobody says. */
const keepUsual = 30;

/** A stream with viewers, and its window on the disk. */
export class PublishedStream {
  readonly live: LiveStream;
  readonly #folder: StreamFolder;
  #writes: Promise<void> = Promise.resolve();
  /** Segments that could not be kept on the disk: viewers have them, another process would not. */
  unkept = 0;

  constructor(live: LiveStream, folder: StreamFolder) {
    this.live = live;
    this.#folder = folder;
  }

  begin(init: Buffer, picture: Picture): void {
    const name = this.live.begin(init, picture);
    this.#enqueue(() => this.#folder.begin(name, init));
  }

  keep(segment: LiveSegment | null): void {
    if (!segment) return;
    const [segments, breaksBefore] = [[...this.live.segments], this.live.breaksBefore];
    this.#enqueue(() => this.#folder.add(segment, segments, breaksBefore));
  }

  remove(): Promise<void> {
    this.live.close();
    this.#enqueue(() => this.#folder.remove());
    return this.#writes;
  }

  /** Resolves when everything that was to be written is. */
  get written(): Promise<void> {
    return this.#writes;
  }

  /** A full disk takes the stream from nobody: only what would be left after a crash is less. */
  #enqueue(write: () => Promise<void>): void {
    this.#writes = this.#writes.then(write).catch(() => {
      this.unkept += 1;
    });
  }
}

/** The streams that viewers find in this process, by their unguessable paths. */
export class LiveStreams {
  readonly #options: LiveStreamsOptions;
  readonly #streams = new Map<string, PublishedStream>();
  readonly #lingering = new Map<string, () => void>();

  constructor(options: LiveStreamsOptions) {
    this.#options = options;
  }

  find(path: string): LiveStream | undefined {
    return this.#streams.get(path)?.live;
  }

  get all(): readonly PublishedStream[] {
    return [...this.#streams.values()];
  }

  /** The stream of a path: goes on where it was, in this process or in one that died. */
  async publish({ path, folder, segmentMs, keep }: LiveStreamOrder): Promise<PublishedStream> {
    const known = this.#streams.get(path);
    if (known && !known.live.isEnded) return known;
    this.#lingering.get(path)?.();
    this.#lingering.delete(path);
    known?.live.close();
    const onDisk = new StreamFolder(folder);
    const kept = await onDisk.read();
    const run = Math.round(this.#options.clock.now()).toString(36);
    const live = new LiveStream({ run, segmentMs, keep: keep ?? keepUsual, kept });
    // The segment that the dead process was making has names that viewers know.
    live.addGap(segmentMs);
    const stream = new PublishedStream(live, onDisk);
    this.#streams.set(path, stream);
    return stream;
  }

  /** It is over: its viewers get what is left, then it is forgotten. */
  async end(path: string): Promise<void> {
    const stream = this.#streams.get(path);
    if (!stream || stream.live.isEnded) return;
    stream.live.end();
    await stream.written;
    const cancel = this.#options.clock.after(this.#options.lingerMs, () => {
      this.#lingering.delete(path);
      this.#streams.delete(path);
      void stream.remove();
    });
    this.#lingering.set(path, cancel);
  }

  /** To be called some times a second. */
  refresh(): void {
    const nowMs = this.#options.clock.now();
    for (const { live } of this.#streams.values()) {
      live.viewers.refresh(nowMs);
      live.count.refresh(nowMs);
    }
  }

  /** Forgets all. Of streams that are not over the window stays on the disk. Idempotent. */
  async close(): Promise<void> {
    for (const cancel of this.#lingering.values()) cancel();
    this.#lingering.clear();
    const streams = [...this.#streams.values()];
    this.#streams.clear();
    for (const { live } of streams) live.close();
    await Promise.all(streams.map((stream) => (stream.live.isEnded ? stream.remove() : stream.written)));
  }
}
