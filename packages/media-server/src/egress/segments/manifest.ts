import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outputSegmentSchema, segmentManifestName, type OutputSegment } from '@cloudmeet/contracts';

/** The list of all segments of a folder: a line of JSON each, flushed to the disk, in their order. */
export interface Manifest {
  /** 0 while it is empty. */
  readonly lastNumber: number;
  add(segment: OutputSegment): Promise<void>;
}

/** Goes on behind what is there. A line that a dying process did not finish is ended, and read by nobody. */
export async function openManifest(folder: string): Promise<Manifest> {
  const path = join(folder, segmentManifestName);
  const text = await readFile(path, 'utf8').catch(absent);
  let lastNumber = Math.max(0, ...text.split('\n').map(numberOf));
  let isTorn = text !== '' && !text.endsWith('\n');
  return {
    get lastNumber() {
      return lastNumber;
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
      lastNumber = segment.number;
    },
  };
}

function numberOf(line: string): number {
  try {
    return outputSegmentSchema.safeParse(JSON.parse(line)).data?.number ?? 0;
  } catch {
    // The last line of a process that was killed while it wrote.
    return 0;
  }
}

function absent(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
  throw error;
}
