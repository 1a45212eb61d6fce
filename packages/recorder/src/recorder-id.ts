import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomText, recorderReportSchema } from '@cloudmeet/contracts';
import { writeDurably } from './capture/write-durably.ts';

/** The name of this recorder, the same each time it starts on the same folder: its captures are found by it. */
export async function recorderIdOf(dir: string): Promise<string> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const path = join(dir, 'recorder-id');
  const text = await readFile(path, 'utf8').catch(() => '');
  const known = recorderReportSchema.shape.recorderId.safeParse(text);
  if (known.success) return known.data;
  const recorderId = `recorder_${randomText(24)}`;
  await writeDurably(path, recorderId);
  return recorderId;
}
