import { readFile, stat } from 'node:fs/promises';
import { sha256Hex } from '@cloudmeet/service-kit';

/** Content of a file with the tag that changes when it does. */
export interface FileContent {
  text: string;
  etag: string;
}

/** Reads a text file, and again whenever it was written since. Undefined while there is no such file. */
export function cachedFile(path: string): () => Promise<FileContent | undefined> {
  let known: { modifiedMs: number; bytes: number; content: FileContent } | undefined;
  return async () => {
    const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (!found) return undefined;
    if (known?.modifiedMs !== found.mtimeMs || known.bytes !== found.size) {
      const text = await readFile(path, 'utf8');
      const etag = `"${sha256Hex(text).slice(0, 32)}"`;
      known = { modifiedMs: found.mtimeMs, bytes: found.size, content: { text, etag } };
    }
    return known.content;
  };
}
