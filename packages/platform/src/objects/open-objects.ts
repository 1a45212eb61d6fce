import type { Secret } from '@cloudmeet/service-kit';
import { createDiskObjects } from './disk-objects.ts';
import type { DiskObjects } from './disk-objects.ts';
import type { Objects } from './objects.ts';
import { createS3Objects } from './s3-objects.ts';

export interface OpenObjectsOptions {
  /** `CLOUDMEET_S3_BUCKET`: with it objects are in S3, without it on the disk. */
  bucket: string | undefined;
  disk: { dir: string; publicUrl: string; secret: Secret };
}

/** The object store that the settings name. `disk` is what `diskObjectsRouter` serves, where there is one. */
export function openObjects({ bucket, disk }: OpenObjectsOptions): {
  objects: Objects;
  disk: DiskObjects | undefined;
} {
  if (bucket !== undefined) return { objects: createS3Objects({ bucket }), disk: undefined };
  const objects = createDiskObjects(disk);
  return { objects, disk: objects };
}
