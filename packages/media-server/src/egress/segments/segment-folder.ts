import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutputSegment } from '@cloudmeet/contracts';
import { initSegment, type InitOptions } from '../mp4/init-segment.ts';
import { openManifest, type Manifest } from './manifest.ts';
import { parsePlaylist, playlistText, type PlaylistEntry } from './playlist.ts';
import { writeDurably } from './write-durably.ts';

export interface SegmentFolderOptions {
  folder: string;
  segmentMsMax: number;
  /** How many segments stay in the playlist and on the disk; null: all. */
  keep: number | null;
}

export const playlistName = 'index.m3u8';
/** Segments that have left the playlist stay for players that are still fetching them. */
const stayBehind = 3;

/** The files of one output: beginnings, segments, the playlist that names them, and the manifest of what is kept. */
export class SegmentFolder {
  readonly #options: SegmentFolderOptions;
  readonly #manifest: Manifest | null;
  #entries: PlaylistEntry[];
  #left: string[] = [];
  #skipped = { entries: 0, breaks: 0 };
  #init = '';
  #inits = 0;
  #breakNext: boolean;

  private constructor(options: SegmentFolderOptions, entries: PlaylistEntry[], manifest: Manifest | null) {
    this.#options = options;
    this.#manifest = manifest;
    this.#entries = entries;
    this.#breakNext = entries.length > 0;
    this.#inits = Math.max(0, ...entries.map(({ init }) => numberIn(init)));
  }

  /** Goes on behind what an earlier process left in this folder. */
  static async open(options: SegmentFolderOptions): Promise<SegmentFolder> {
    await mkdir(options.folder, { recursive: true });
    const text = await readFile(join(options.folder, playlistName), 'utf8').catch(absent);
    const manifest = options.keep === null ? await openManifest(options.folder) : null;
    return new SegmentFolder(options, parsePlaylist(text), manifest);
  }

  get nextNumber(): number {
    const last = this.#entries.at(-1);
    return Math.max(last ? numberIn(last.file) : 0, this.#manifest?.lastNumber ?? 0) + 1;
  }

  /** What follows needs another beginning of a file. */
  async begin(options: InitOptions): Promise<void> {
    this.#inits += 1;
    this.#breakNext = this.#entries.length > 0;
    this.#init = `init-${this.#inits}.mp4`;
    await writeDurably(this.#options.folder, this.#init, initSegment(options));
  }

  /** Keeps a segment: when this resolves it is on the disk and named there. */
  async add(number: number, data: Buffer, startedAt: number, durationMs: number): Promise<OutputSegment> {
    const file = `segment-${String(number).padStart(6, '0')}.m4s`;
    const sha256 = createHash('sha256').update(data).digest('hex');
    const bytes = data.length;
    const segment = { number, file, init: this.#init, startedAt, durationMs, bytes, sha256 };
    await writeDurably(this.#options.folder, file, data);
    await this.#manifest?.add(segment);
    this.#entries.push({ file, init: this.#init, durationMs, startedAt, discontinuity: this.#breakNext });
    this.#breakNext = false;
    await this.#forgetOld();
    await this.#writePlaylist(false);
    return segment;
  }

  async end(): Promise<void> {
    if (this.#entries.length > 0) await this.#writePlaylist(true);
  }

  async #forgetOld(): Promise<void> {
    const { keep, folder } = this.#options;
    while (keep !== null && this.#entries.length > keep) {
      const old = this.#entries.shift();
      if (!old) return;
      this.#skipped.entries += 1;
      if (old.discontinuity) this.#skipped.breaks += 1;
      this.#left.push(old.file);
    }
    for (const file of this.#left.splice(0, Math.max(0, this.#left.length - stayBehind)))
      await rm(join(folder, file), { force: true });
  }

  #writePlaylist(ended: boolean): Promise<void> {
    const { folder, keep, segmentMsMax } = this.#options;
    const options = { entries: this.#entries, skipped: this.#skipped, complete: keep === null };
    return writeDurably(folder, playlistName, playlistText({ ...options, ended, segmentMsMax }));
  }
}

function numberIn(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? 0);
}

function absent(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
  throw error;
}
