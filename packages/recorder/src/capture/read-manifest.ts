import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outputSegmentSchema, segmentManifestName } from '@cloudmeet/contracts';
import type { OutputSegment } from '@cloudmeet/contracts';

/** The segments that are whole in a folder, in their order. A line that a dying process did not finish is none. */
export async function readManifest(folder: string): Promise<OutputSegment[]> {
  const text = await readFile(join(folder, segmentManifestName), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').flatMap((line) => {
    const segment = parse(line);
    return segment ? [segment] : [];
  });
}

function parse(line: string): OutputSegment | undefined {
  try {
    return outputSegmentSchema.safeParse(JSON.parse(line)).data;
  } catch {
    // Torn, or the empty one behind the last.
    return undefined;
  }
}
