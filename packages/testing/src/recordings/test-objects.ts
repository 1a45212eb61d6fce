import { join } from 'node:path';
import { createDiskObjects } from '@cloudmeet/platform';
import type { DiskObjects, Objects } from '@cloudmeet/platform';
import { Secret } from '@cloudmeet/service-kit';

/** An object store in a folder, which can be told to fail. */
export interface TestObjects {
  objects: Objects;
  /** Uploads fail so many times: not at all, in their middle, or never ending. */
  failNext(count: number, how: 'refused' | 'cut' | 'stuck'): void;
  /** Uploads that were begun. */
  readonly puts: number;
}

export function createTestObjects(dir: string): TestObjects {
  const disk: DiskObjects = createDiskObjects({
    ...{ dir: join(dir, 'objects'), publicUrl: 'http://127.0.0.1:9/objects' },
    secret: new Secret('an object store that only tests know, 32 characters'),
  });
  let failures = { left: 0, how: 'refused' };
  let puts = 0;
  const put: Objects['put'] = async (key, content, options) => {
    puts += 1;
    if (failures.left === 0) return disk.put(key, content, options);
    failures.left -= 1;
    if (failures.how === 'stuck') return new Promise(() => undefined);
    if (failures.how === 'cut' && content instanceof Uint8Array) {
      const half = await disk.put(key, content.subarray(0, content.length / 2), options);
      return half;
    }
    throw new Error('The store is away.');
  };
  return {
    objects: { ...disk, put },
    failNext: (left, how) => {
      failures = { left, how };
    },
    get puts() {
      return puts;
    },
  };
}
