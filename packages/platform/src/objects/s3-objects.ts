import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { CloudMeetError } from '@cloudmeet/contracts';
import { checkExpiry, checkKey, dispositionOf, resolveRange } from './check-object.ts';
import { partsOf } from './parts-of.ts';
import type { ObjectInfo, Objects } from './objects.ts';

export interface S3ObjectsOptions {
  bucket: string;
  /** Default: credentials, region and endpoint as the AWS SDK finds them. */
  client?: S3Client;
  /** What is larger goes up in parts of this size, 5 MiB at least. Default 8 MiB. */
  partBytes?: number;
}

interface Target {
  Bucket: string;
  Key: string;
  ContentType: string;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && /^(NotFound|NoSuchKey)$/.test(error.name);
}

function unavailable(cause: unknown): CloudMeetError {
  if (cause instanceof CloudMeetError) return cause;
  return new CloudMeetError('unavailable', { detail: 'The object store is not reachable now.', cause });
}

/** Part by part; what was begun and cannot be finished is taken back. */
async function putParts(client: S3Client, target: Target, first: Buffer, rest: AsyncIterator<Buffer>) {
  const { Bucket, Key } = target;
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
  try {
    const Parts: { ETag: string | undefined; PartNumber: number }[] = [];
    for (let Body: Buffer | undefined = first; Body;) {
      const PartNumber = Parts.length + 1;
      const part = { Bucket, Key, UploadId, PartNumber, Body };
      const { ETag } = await client.send(new UploadPartCommand(part));
      Parts.push({ ETag, PartNumber });
      const next: IteratorResult<Buffer> = await rest.next();
      Body = next.done ? undefined : next.value;
    }
    await client.send(
      new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
    );
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })).catch(() => {
      // The first error counts; the bucket's lifecycle rule removes what was begun and left.
    });
    throw error;
  }
}

async function headObject(client: S3Client, Bucket: string, key: string): Promise<ObjectInfo | null> {
  try {
    const answer = await client.send(new HeadObjectCommand({ Bucket, Key: checkKey(key) }));
    return { key, bytes: answer.ContentLength ?? 0, contentType: answer.ContentType ?? '' };
  } catch (error) {
    if (isMissing(error)) return null;
    throw unavailable(error);
  }
}

/** Objects of Amazon S3, or of anything that speaks its protocol. */
export function createS3Objects(options: S3ObjectsOptions): Objects {
  const { bucket: Bucket, partBytes = 8 * 1024 * 1024 } = options;
  const client = options.client ?? new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
  const failed = (error: unknown) => Promise.reject(unavailable(error));

  const head = (key: string) => headObject(client, Bucket, key);

  return {
    head,
    async put(key, content, { contentType: ContentType }) {
      const target = { Bucket, Key: checkKey(key), ContentType };
      const parts = partsOf(content, partBytes);
      try {
        const first = await parts.next();
        const Body = first.done ? Buffer.alloc(0) : first.value;
        if (Body.length < partBytes) await client.send(new PutObjectCommand({ ...target, Body }));
        else await putParts(client, target, Body, parts);
      } catch (error) {
        throw unavailable(error);
      }
      const info = await head(key);
      if (!info) throw unavailable(new Error('The object is not there after it was written.'));
      return info;
    },
    async get(key, range) {
      const info = await head(key);
      if (!info) return null;
      const part = range && resolveRange(range, info.bytes);
      const Range = part && `bytes=${String(part.start)}-${String(part.end)}`;
      const { Body } = await client
        .send(new GetObjectCommand({ Bucket, Key: key, ...(Range ? { Range } : {}) }))
        .catch(failed);
      if (!(Body instanceof Readable)) throw unavailable(new Error('The answer has no body.'));
      return { ...info, stream: Body };
    },
    async delete(key) {
      await client.send(new DeleteObjectCommand({ Bucket, Key: checkKey(key) })).catch(failed);
    },
    downloadUrl: async (key, { expiresInSeconds, fileName }) => {
      const ResponseContentDisposition = dispositionOf(key, fileName);
      const command = new GetObjectCommand({ Bucket, Key: checkKey(key), ResponseContentDisposition });
      return getSignedUrl(client, command, { expiresIn: checkExpiry(expiresInSeconds) });
    },
    close: async () => client.destroy(),
  };
}
