import type { ObjectInfo } from '@cloudmeet/platform';

/** An object store of one test: keys and sizes. */
export interface MemoryObjects {
  readonly sizes: Map<string, number>;
  head(key: string): Promise<ObjectInfo | null>;
  delete(key: string): Promise<void>;
}

export function createMemoryObjects(): MemoryObjects {
  const sizes = new Map<string, number>();
  return {
    sizes,
    async head(key) {
      const bytes = sizes.get(key);
      return bytes === undefined ? null : { key, bytes, contentType: 'video/mp4' };
    },
    async delete(key) {
      sizes.delete(key);
    },
  };
}
