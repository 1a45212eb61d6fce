import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { audioCodecSchema, captureIdSchema, captureKinds, idSchema } from '@cloudmeet/contracts';
import { z } from 'zod';
import { writeDurably } from './write-durably.ts';

/** Everything that has to be known of a capture after `kill -9`. Its files lie beside it, in `media`. */
export const captureRecordSchema = z.object({
  captureId: captureIdSchema,
  part: z.int().min(1),
  tenantId: idSchema('tenant'),
  roomId: idSchema('room'),
  sessionId: idSchema('session'),
  kind: z.enum(captureKinds),
  seat: z.int().min(0),
  audioOnly: z.boolean(),
  audioCodec: audioCodecSchema.default('aac'),
  /** Below it viewers find the stream; null: no HLS. */
  hlsPath: z.string().nullable(),
  /** RTMP targets with their keys, sealed; null: none. */
  targetsSealed: z.string().nullable(),
  /** When it was seen to have begun, in milliseconds since 1970. */
  begunAt: z.int().nullable(),
  hlsUrl: z.string().nullable(),
  isBegunReported: z.boolean(),
  /** Why it ends; null while it goes on. */
  end: z.object({ reason: z.string() }).nullable(),
  /** Nothing more is written into `media`. */
  isClosed: z.boolean(),
});
export type CaptureRecord = z.infer<typeof captureRecordSchema>;

const recordName = 'capture.json';

/** The folders of captures at one recorder. */
export interface CaptureFolders {
  folderOf(record: Pick<CaptureRecord, 'captureId' | 'part'>): string;
  /** The folder that the media node writes to. */
  mediaOf(record: Pick<CaptureRecord, 'captureId' | 'part'>): string;
  save(record: CaptureRecord): Promise<void>;
  /** Captures that are not over, as they were last saved. */
  load(onDamaged: (folder: string, error: unknown) => void): Promise<CaptureRecord[]>;
  remove(record: CaptureRecord): Promise<void>;
}

export function openCaptureFolders(dir: string): CaptureFolders {
  const folderOf: CaptureFolders['folderOf'] = ({ captureId, part }) =>
    join(dir, 'captures', `${captureId}.${String(part)}`);
  return {
    folderOf,
    mediaOf: (record) => join(folderOf(record), 'media'),
    async save(record) {
      const folder = folderOf(record);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeDurably(join(folder, recordName), JSON.stringify(record));
    },
    async load(onDamaged) {
      const root = join(dir, 'captures');
      await mkdir(root, { recursive: true, mode: 0o700 });
      const records: CaptureRecord[] = [];
      for (const name of await readdir(root)) {
        try {
          const text = await readFile(join(root, name, recordName), 'utf8');
          records.push(captureRecordSchema.parse(JSON.parse(text)));
        } catch (error) {
          onDamaged(join(root, name), error);
        }
      }
      return records;
    },
    remove: (record) => rm(folderOf(record), { recursive: true, force: true }),
  };
}
