export { createDiskObjects } from './disk-objects.ts';
export type { DiskObjects, DiskObjectsOptions } from './disk-objects.ts';
export type { ByteRange, DownloadOptions, ObjectContent, ObjectInfo, Objects } from './objects.ts';
export { createS3Objects } from './s3-objects.ts';
export type { S3ObjectsOptions } from './s3-objects.ts';
