import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CloudMeetError } from '@cloudmeet/contracts';
import { deriveKey } from '@cloudmeet/service-kit';
import type { Secret } from '@cloudmeet/service-kit';
import { z } from 'zod';
import { checkExpiry, checkKey, dispositionOf, resolveRange } from './check-object.ts';
import type { ObjectInfo, Objects } from './objects.ts';

export interface DiskObjectsOptions {
  /** Folder of its own. */
  dir: string;
  /** Where `diskObjectsRouter` is reached, without a slash at the end. */
  publicUrl: string;
  /** Master secret: signs addresses. */
  secret: Secret;
  nowMs?: () => number;
}

/** Objects on a disk, with what serves their addresses. */
export interface DiskObjects extends Objects {
  /** The object that a signed address is for; null for one that is wrong or has expired. */
  openUrl(
    key: string,
    query: Record<string, unknown>,
  ): Promise<(ObjectInfo & { disposition: string }) | null>;
}

const infoSchema = z.object({ contentType: z.string() });
const querySchema = z.object({
  expires: z.string().regex(/^\d{1,12}$/),
  name: z.string().max(300).optional(),
  signature: z.string().max(100),
});

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** A full or broken disk is what a store is that cannot be reached. */
function unavailable(cause: unknown): CloudMeetError {
  const detail =
    codeOf(cause) === 'ENOSPC' ? 'The disk of the object store is full.' : 'The object store failed.';
  return new CloudMeetError('unavailable', { detail, cause });
}

/** Content and what is known of it: two files, and the second says that the first is whole. */
function filesOf(dir: string, key: string): { content: string; info: string } {
  const path = join(dir, `${checkKey(key)}.object`);
  return { content: path, info: `${path}.json` };
}

async function readInfo(dir: string, key: string): Promise<ObjectInfo | null> {
  const files = filesOf(dir, key);
  try {
    const { contentType } = infoSchema.parse(JSON.parse(await readFile(files.info, 'utf8')));
    return { key, contentType, bytes: (await stat(files.content)).size };
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
    throw unavailable(error);
  }
}

async function writeObject(dir: string, key: string, content: Readable | Uint8Array, contentType: string) {
  const files = filesOf(dir, key);
  const temporary = `${files.content}.${randomUUID()}`;
  try {
    await mkdir(dirname(files.content), { recursive: true });
    const source = content instanceof Readable ? content : Readable.from([content]);
    await pipeline(source, createWriteStream(temporary, { flags: 'wx', mode: 0o600, flush: true }));
    await writeFile(`${temporary}.json`, JSON.stringify({ contentType }), { mode: 0o600 });
    await rename(temporary, files.content);
    await rename(`${temporary}.json`, files.info);
  } catch (error) {
    await Promise.all([temporary, `${temporary}.json`].map((file) => rm(file, { force: true })));
    throw unavailable(error);
  }
}

/** Objects in a folder, for deployments on one machine. Mount `diskObjectsRouter` where `publicUrl` leads. */
export function createDiskObjects(options: DiskObjectsOptions): DiskObjects {
  const { dir, publicUrl, secret, nowMs = Date.now } = options;
  const signingKey = deriveKey(secret, 'addresses of objects');
  const sign = (key: string, expires: string, name: string) =>
    createHmac('sha256', signingKey)
      .update(JSON.stringify([key, expires, name]))
      .digest();
  const head = async (key: string) => readInfo(dir, key);
  return {
    head,
    async put(key, content, { contentType }) {
      await writeObject(dir, key, content, contentType);
      const info = await head(key);
      if (!info) throw unavailable(new Error('The object is not there after it was written.'));
      return info;
    },
    async get(key, range) {
      const info = await head(key);
      if (!info) return null;
      const part = range && resolveRange(range, info.bytes);
      return { ...info, stream: createReadStream(filesOf(dir, key).content, part) };
    },
    async delete(key) {
      const files = filesOf(dir, key);
      await rm(files.info, { force: true }).catch((error: unknown) => Promise.reject(unavailable(error)));
      await rm(files.content, { force: true }).catch((error: unknown) => Promise.reject(unavailable(error)));
    },
    async downloadUrl(key, { expiresInSeconds, fileName }) {
      const expires = String(Math.floor(nowMs() / 1000) + checkExpiry(expiresInSeconds));
      const signature = sign(checkKey(key), expires, fileName ?? '').toString('base64url');
      const query = new URLSearchParams({ expires, ...(fileName ? { name: fileName } : {}), signature });
      return `${publicUrl}/${key}?${query.toString()}`;
    },
    async openUrl(key, query) {
      const parsed = querySchema.safeParse(query);
      if (!parsed.success) return null;
      const { expires, name, signature } = parsed.data;
      const [given, expected] = [Buffer.from(signature, 'base64url'), sign(key, expires, name ?? '')];
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      if (Number(expires) * 1000 <= nowMs()) return null;
      const info = await head(key);
      return info && { ...info, disposition: dispositionOf(key, name) };
    },
    close: async () => undefined,
  };
}
