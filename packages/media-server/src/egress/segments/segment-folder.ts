import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { OutputSegment } from '@cloudmeet/contracts';
import { initSegment, type InitOptions } from '../mp4/init-segment.ts';
import { openManifest, type Manifest } from './manifest.ts';
import { writeDurably } from './write-durably.ts';

/** The files of one output: beginnings, segments, and the manifest that names them. */
export class SegmentFolder {
  readonly #folder: string;
  readonly #manifest: Manifest;
  #inits: number;
  #init = '';

  private constructor(folder: string, manifest: Manifest) {
    this.#folder = folder;
    this.#manifest = manifest;
    this.#inits = Number(/\d+/.exec(manifest.last?.init ?? '')?.[0] ?? 0);
  }

  /** Goes on behind what an earlier process left in this folder. */
  static async open(folder: string): Promise<SegmentFolder> {
    await mkdir(folder, { recursive: true });
    return new SegmentFolder(folder, await openManifest(folder));
  }

  get nextNumber(): number {
    return (this.#manifest.last?.number ?? 0) + 1;
  }

  /** What follows needs another beginning of a file. */
  async begin(options: InitOptions): Promise<void> {
    this.#inits += 1;
    this.#init = `init-${this.#inits}.mp4`;
    await writeDurably(this.#folder, this.#init, initSegment(options));
  }

  /** Keeps a segment: when this resolves it is on the disk and named there. */
  async add(number: number, data: Buffer, startedAt: number, durationMs: number): Promise<OutputSegment> {
    const file = `segment-${String(number).padStart(6, '0')}.m4s`;
    const sha256 = createHash('sha256').update(data).digest('hex');
    const bytes = data.length;
    const segment = { number, file, init: this.#init, startedAt, durationMs, bytes, sha256 };
    await writeDurably(this.#folder, file, data);
    await this.#manifest.add(segment);
    return segment;
  }
}
