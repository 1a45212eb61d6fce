import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outputSegmentSchema, segmentManifestName, type OutputSegment } from '@cloudmeet/contracts';

/** The list of all segments of a folder: a line of JSON each, flushed to the disk, in their order. */
export interface Manifest {
  /** Null while it is empty. */
  readonly last: OutputSegment | null;
  add(segment: OutputSegment): Promise<void>;
}

/** Goes on behind what is there. A line that a dying process did not finish is ended, and read by nobody. */
export async function openManifest(folder: string): Promise<Manifest> {
  const path = join(folder, segmentManifestName);
  const text = await readFile(path, 'utf8').catch(absent);
  let last =
    text
      .split('\n')
      .map(segmentOf)
      .findLast((segment) => segment !== null) ?? null;
  let isTorn = text !== '' && !text.endsWith('\n');
  return {
    get last() {
      return last;
    },
    async add(segment) {
      const file = await open(path, 'a');
      try {
        await file.appendFile(`${isTorn ? '\n' : ''}${JSON.stringify(segment)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      isTorn = false;
      last = segment;
    },
  };
}

function segmentOf(line: string): OutputSegment | null {
  try {
    return outputSegmentSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    // The last line of a process that was killed while it wrote.
    return null;
  }
}

function absent(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
  throw error;
}
