import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../segments/write-durably.ts';
import type { LiveSegment } from './live-segments.ts';

const fileName = z.string().regex(/^[\w-]{1,80}\.(mp4|m4s)$/);
const indexSchema = z.object({
  breaksBefore: z.int().min(0),
  segments: z.array(
    z.object({
      ...{ number: z.int().min(1), name: fileName, init: fileName },
      ...{ startedAt: z.number(), durationMs: z.number(), discontinuity: z.boolean(), gap: z.boolean() },
    }),
  ),
});
type Index = z.infer<typeof indexSchema>;
type Row = Index['segments'][number];

export interface KeptStream {
  segments: readonly LiveSegment[];
  inits: ReadonlyMap<string, Buffer>;
  breaksBefore: number;
}

const indexName = 'live.json';

/** What a stream's window has, on the disk: the next process goes on where one died. */
export class StreamFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What is there. @throws Error of the file system where the folder cannot be used. */
  async read(): Promise<KeptStream> {
    await mkdir(this.#folder, { recursive: true });
    const { segments, breaksBefore } = await this.#readIndex();
    const inits = new Map<string, Buffer>();
    const read: LiveSegment[] = [];
    for (const segment of segments) {
      const data = await this.#readFile(segment.name);
      if (!inits.has(segment.init))
        inits.set(segment.init, (await this.#readFile(segment.init)) ?? Buffer.alloc(0));
      read.push({ ...segment, parts: [], data: data ?? Buffer.alloc(0), gap: segment.gap || data === null });
    }
    return { segments: read, inits, breaksBefore };
  }

  begin(init: string, data: Buffer): Promise<void> {
    return writeDurably(this.#folder, init, data);
  }

  /** Keeps a new segment of those that there are, and no longer those that are not among them. */
  async add(segment: LiveSegment, segments: readonly LiveSegment[], breaksBefore: number): Promise<void> {
    await writeDurably(this.#folder, segment.name, segment.data);
    const rows = segments.map(rowOf);
    await writeDurably(
      this.#folder,
      indexName,
      JSON.stringify({ breaksBefore, segments: rows } satisfies Index),
    );
    const needed = new Set([indexName, ...rows.flatMap(({ name, init }) => [name, init])]);
    for (const name of await readdir(this.#folder))
      if (!needed.has(name)) await rm(join(this.#folder, name), { force: true });
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** An index that cannot be read is as none: a stream that begins anew is better than none. */
  async #readIndex(): Promise<Index> {
    const text = await this.#readFile(indexName);
    const parsed = indexSchema.safeParse(text && parseJson(text.toString('utf8')));
    return parsed.data ?? { breaksBefore: 0, segments: [] };
  }

  async #readFile(name: string): Promise<Buffer | null> {
    try {
      return await readFile(join(this.#folder, name));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  }
}

function rowOf({ number, name, init, startedAt, durationMs, discontinuity, gap }: LiveSegment): Row {
  return { number, name, init, startedAt, durationMs, discontinuity, gap };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
