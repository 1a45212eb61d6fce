import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutputSegment } from '@cloudmeet/contracts';
import type { Objects } from '@cloudmeet/platform';
import type { Clock } from '../clock.ts';
import type { CaptureRecord } from './capture-record.ts';

export interface StoredSegment {
  key: string;
  initKey: string;
}

export interface SegmentStoreOptions {
  objects: Pick<Objects, 'put' | 'head'>;
  clock: Clock;
  /** An upload that takes longer is begun anew. Default 30,000. */
  uploadTimeoutMs?: number | undefined;
}

/** Puts segments of captures where they are joined from. Putting one twice changes nothing. */
export interface SegmentStore {
  /**
   * Null for a segment that is damaged or gone: it cannot be had any more.
   * @throws CloudMeetError `unavailable` while the store does not take it
   */
  put(record: CaptureRecord, folder: string, segment: OutputSegment): Promise<StoredSegment | null>;
}

/** ISO/IEC 23000-19 (CMAF) section 7.3. */
const contentType = 'video/iso.segment';
const uploadTimeoutDefaultMs = 30_000;

export function createSegmentStore(options: SegmentStoreOptions): SegmentStore {
  const { objects, clock, uploadTimeoutMs = uploadTimeoutDefaultMs } = options;
  const inits = new Set<string>();

  const upload = async (key: string, content: Buffer) => {
    const putting = objects.put(key, content, { contentType });
    let cancel: () => void = () => undefined;
    const late = new Promise<never>((_resolve, reject) => {
      cancel = clock.after(uploadTimeoutMs, () => reject(new Error(`The upload of ${key} takes too long.`)));
    });
    try {
      const { bytes } = await Promise.race([putting, late]);
      if (bytes !== content.length) throw new Error(`Of ${key} only ${String(bytes)} bytes arrived.`);
    } finally {
      cancel();
      // It was too late: how it ends is nobody's business any more.
      putting.catch(() => undefined);
    }
  };

  return {
    async put(record, folder, segment) {
      const base = `captures/${record.tenantId}/${record.captureId}/${String(record.part)}`;
      const [key, initKey] = [`${base}/${segment.file}`, `${base}/${segment.init}`];
      const content = await readIfThere(join(folder, segment.file));
      if (!content) {
        const info = await objects.head(key);
        return info?.bytes === segment.bytes ? { key, initKey } : null;
      }
      if (createHash('sha256').update(content).digest('hex') !== segment.sha256) return null;
      if (!inits.has(initKey)) {
        await upload(initKey, await readFile(join(folder, segment.init)));
        inits.add(initKey);
      }
      await upload(key, content);
      return { key, initKey };
    },
  };
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
