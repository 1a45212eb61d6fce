import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file that is either whole under its name or as it was before, whatever dies when: written beside, flushed to
 * the disk, renamed, and the rename flushed too. Readable by this user alone.
 */
export async function writeDurably(path: string, text: string): Promise<void> {
  const beside = `${path}.part`;
  const file = await open(beside, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
