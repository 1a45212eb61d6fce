import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes a file that is either whole under its name or not there, whatever dies when: written beside, flushed to the
 * disk, then renamed.
 */
export async function writeDurably(folder: string, name: string, data: Buffer | string): Promise<void> {
  const beside = join(folder, `.${name}.part`);
  const file = await open(beside, 'w');
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, join(folder, name));
}
