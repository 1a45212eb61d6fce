import type { Answer } from './answer.ts';
import { livePlaylistText } from './live-playlist.ts';
import { closeSegment, type LivePart, type LiveSegment, type OpenSegment } from './live-segments.ts';
import { multivariantText, type Variant } from './multivariant.ts';
import type { LiveEdge } from './reload.ts';
import { ViewerCount } from './viewer-count.ts';
import { WaitingViewers } from './waiting-viewers.ts';

export interface LiveStreamOptions {
  /** Stands in every name, so that a name never means two things, whatever died between them. */
  run: string;
  segmentMs: number;
  /** How many whole segments viewers may go back. */
  keep: number;
  /** What an earlier process left of it. */
  kept?: { segments: readonly LiveSegment[]; inits: ReadonlyMap<string, Buffer>; breaksBefore: number };
}

/** What the first playlist says of the pictures. */
export type Picture = Omit<Variant, 'bitsPerSecond'>;

export interface NewPart extends Omit<LivePart, 'name'> {
  /** When its first picture was shown, in milliseconds since 1970. */
  startedAt: number;
  /** It ends its segment. */
  last: boolean;
}

/** Segments that have left the playlist stay for players that are still fetching them. */
const stayBehind = 3;

/** A live stream as its viewers can get it now: all of it in memory, as much as its window has. */
export class LiveStream {
  readonly viewers = new WaitingViewers<Answer>();
  readonly count = new ViewerCount();
  readonly #options: LiveStreamOptions;
  readonly #files = new Map<string, Buffer>();
  #segments: LiveSegment[];
  #left: LiveSegment[] = [];
  #open: OpenSegment | null = null;
  #nextNumber: number;
  #breaksBefore: number;
  #breakNext: boolean;
  #init = '';
  #inits = 0;
  #picture: Picture | null = null;
  #ended = false;
  #playlist: Buffer | null = null;

  constructor(options: LiveStreamOptions) {
    const { segments, inits, breaksBefore } = options.kept ?? {
      ...{ segments: [], inits: new Map<string, Buffer>(), breaksBefore: 0 },
    };
    this.#options = options;
    this.#segments = [...segments];
    this.#nextNumber = (segments.at(-1)?.number ?? 0) + 1;
    this.#breaksBefore = breaksBefore;
    this.#breakNext = segments.length > 0;
    for (const [name, data] of inits) this.#files.set(name, data);
    for (const segment of segments) if (!segment.gap) this.#files.set(segment.name, segment.data);
  }

  /** Something can be played. */
  get hasBegun(): boolean {
    return this.#open !== null || this.#segments.length > 0;
  }

  get isEnded(): boolean {
    return this.#ended;
  }

  get segments(): readonly LiveSegment[] {
    return this.#segments;
  }

  get breaksBefore(): number {
    return this.#breaksBefore;
  }

  get edge(): LiveEdge {
    const partsOfLast = this.#segments.at(-1)?.parts.length ?? 0;
    return { segment: this.#nextNumber - 1, partsOfLast, partsOfOpen: this.#open?.parts.length ?? 0 };
  }

  /** What follows needs another beginning of a file. Returns its name. */
  begin(init: Buffer, picture: Picture): string {
    this.#inits += 1;
    this.#picture = picture;
    this.#init = `init-${this.#options.run}-${this.#inits}.mp4`;
    this.#breakNext = this.#segments.length > 0;
    this.#files.set(this.#init, init);
    return this.#init;
  }

  /** Gives a part to viewers. Returns the segment that it completed. */
  add({ startedAt, last, ...part }: NewPart): LiveSegment | null {
    this.#open ??= this.#openSegment(startedAt);
    const name = this.#partName(this.#open.number, this.#open.parts.length);
    this.#open.parts.push({ ...part, name });
    this.#files.set(name, part.data);
    const closed = last ? this.#close(this.#open) : null;
    this.#changed();
    return closed;
  }

  /** What is being made was cut off: its time is over without it. */
  breakOff(): LiveSegment | null {
    const closed = this.#open ? this.#close(this.#open) : null;
    this.#breakNext = this.#segments.length > 0;
    if (closed) this.#changed();
    return closed;
  }

  /** A process died over a segment that viewers may have begun to fetch: it has a number and no content. */
  addGap(durationMs: number): void {
    const before = this.#segments.at(-1);
    if (!before || this.#open) return;
    const number = this.#takeNumber();
    const startedAt = before.startedAt + before.durationMs;
    const name = this.#segmentName(number);
    const nothing = { parts: [], data: Buffer.alloc(0), discontinuity: false, gap: true };
    this.#segments.push({ number, name, init: before.init, startedAt, durationMs, ...nothing });
    this.#changed();
  }

  /** Nothing more will come. Idempotent. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#open) this.#close(this.#open);
    this.#changed();
  }

  /** Viewers who wait are told that there is nothing. Idempotent. */
  close(): void {
    this.viewers.close();
    this.#files.clear();
  }

  /** The first playlist, which names the other one as `uri`; null while there is nothing to say of the stream. */
  multivariant(uri: string): string | null {
    if (!this.#picture || !this.hasBegun) return null;
    const whole = this.#segments.map(
      ({ data, durationMs }) => (8000 * data.length) / Math.max(1, durationMs),
    );
    const rates = whole.length > 0 ? whole : [bitRate(this.#open?.parts ?? [])];
    return multivariantText({ ...this.#picture, bitsPerSecond: Math.max(...rates) }, uri);
  }

  playlist(): Buffer {
    this.#playlist ??= Buffer.from(
      livePlaylistText({
        segments: this.#segments,
        open: this.#open,
        hint: this.#ended ? null : this.#hint,
        firstNumber: this.#segments[0]?.number ?? this.#nextNumber,
        breaksBefore: this.#breaksBefore,
        targetSeconds: Math.round(this.#options.segmentMs / 1000),
        ended: this.#ended,
      }),
    );
    return this.#playlist;
  }

  /** A file by its name; `soon` for the part that comes next. */
  file(name: string): Buffer | 'soon' | null {
    return this.#files.get(name) ?? (!this.#ended && name === this.#hint ? 'soon' : null);
  }

  get #hint(): string {
    const open = this.#open;
    return this.#partName(open?.number ?? this.#nextNumber, open?.parts.length ?? 0);
  }

  #openSegment(startedAt: number): OpenSegment {
    const number = this.#nextNumber;
    const discontinuity = this.#breakNext;
    this.#breakNext = false;
    return { number, name: this.#segmentName(number), init: this.#init, startedAt, discontinuity, parts: [] };
  }

  #close(open: OpenSegment): LiveSegment {
    const segment = closeSegment(open);
    this.#takeNumber();
    this.#open = null;
    this.#segments.push(segment);
    this.#files.set(segment.name, segment.data);
    for (const { name, data } of segment.parts) this.#files.set(name, data);
    this.#forgetOld();
    return segment;
  }

  #takeNumber(): number {
    this.#nextNumber += 1;
    return this.#nextNumber - 1;
  }

  #forgetOld(): void {
    for (const segment of this.#segments.splice(0, this.#segments.length - this.#options.keep)) {
      if (segment.discontinuity) this.#breaksBefore += 1;
      this.#left.push(segment);
    }
    for (const segment of this.#left.splice(0, this.#left.length - stayBehind)) {
      for (const { name } of [segment, ...segment.parts]) this.#files.delete(name);
      const needed = [...this.#left, ...this.#segments].some(({ init }) => init === segment.init);
      if (!needed) this.#files.delete(segment.init);
    }
  }

  #changed(): void {
    this.#playlist = null;
    this.viewers.changed();
  }

  #partName(segment: number, part: number): string {
    return `part-${this.#options.run}-${segment}-${part}.m4s`;
  }

  #segmentName(number: number): string {
    return `segment-${this.#options.run}-${number}.m4s`;
  }
}

function bitRate(parts: readonly LivePart[]): number {
  const bytes = parts.reduce((sum, { data }) => sum + data.length, 0);
  const durationMs = parts.reduce((sum, part) => sum + part.durationMs, 0);
  return (8000 * bytes) / Math.max(1, durationMs);
}
