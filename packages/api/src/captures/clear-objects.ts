import type { CaptureRecord, Database, Repositories } from '@cloudmeet/database';
import type { Objects } from '@cloudmeet/platform';
import { fileKey, receiptKey } from './job-request.ts';

export interface ClearObjectsOptions {
  database: Pick<Database, 'forTenant' | 'captures'>;
  objects: Pick<Objects, 'delete'>;
  nowMs: () => number;
}

const atOnce = 20;
/** Segments stay beside a joined file for this long. */
const segmentsKeptMs = 3600 * 1000;

async function segmentKeys(repos: Repositories, captureId: string): Promise<string[]> {
  const segments = await repos.captureSegments.list(captureId);
  return [...new Set(segments.flatMap(({ key, init }) => [key, init]))];
}

/** So many attempts back one may have been to join the file. */
const joiningsMax = 50;

/** Files that earlier attempts may have left, except the one that is shown and its receipt. */
function strayKeys(tenantId: string, { id, attempt, file }: CaptureRecord): string[] {
  const attempts = Array.from({ length: Math.min(attempt, joiningsMax) }, (_, back) => attempt - back);
  const keys = attempts.flatMap((one) => [fileKey(tenantId, id, one), receiptKey(tenantId, id, one)]);
  return keys.filter((key) => key !== file?.key && key !== file?.receiptKey);
}

async function deleteAll(objects: Pick<Objects, 'delete'>, keys: readonly string[]): Promise<void> {
  for (const key of keys) await objects.delete(key);
}

/** Removes the objects of a deleted capture, then what is known of them: killed between the two it does both again. */
async function purge(
  { database, objects, nowMs }: ClearObjectsOptions,
  { tenantId, captureId }: { tenantId: string; captureId: string },
): Promise<void> {
  const tenant = database.forTenant({ tenantId });
  const keys = await tenant.transaction(async (repos) => {
    const capture = await repos.captures.findDeleted(captureId);
    if (!capture) return [];
    const file = [capture.file?.key, capture.file?.receiptKey].filter((key) => typeof key === 'string');
    return [...(await segmentKeys(repos, captureId)), ...strayKeys(tenantId, capture), ...file];
  });
  await deleteAll(objects, keys);
  await tenant.transaction(async (repos) => {
    await repos.captureSegments.removeAll(captureId);
    await repos.captures.save(captureId, { purgedAt: new Date(nowMs()) });
  });
}

/** Removes the segments of a recording that is ready. */
async function trim(
  { database, objects, nowMs }: ClearObjectsOptions,
  { tenantId, captureId }: { tenantId: string; captureId: string },
): Promise<void> {
  const tenant = database.forTenant({ tenantId });
  const keys = await tenant.transaction(async (repos) => {
    const capture = await repos.captures.findById(captureId);
    return capture ? [...(await segmentKeys(repos, captureId)), ...strayKeys(tenantId, capture)] : [];
  });
  await deleteAll(objects, keys);
  await tenant.transaction(async (repos) => {
    await repos.captureSegments.removeAll(captureId);
    await repos.captures.save(captureId, { trimmedAt: new Date(nowMs()) });
  });
}

/** Deletes what was kept long enough, and removes from the store what is not needed any more. */
export async function clearObjects(options: ClearObjectsOptions): Promise<void> {
  const { database, nowMs } = options;
  const now = new Date(nowMs());
  for (const { tenantId, captureId } of await database.captures.listExpired(now, atOnce))
    await database
      .forTenant({ tenantId })
      .transaction((repos) => repos.captures.save(captureId, { deletedAt: now }));
  for (const one of await database.captures.listDeleted(atOnce)) await purge(options, one);
  const readyBefore = new Date(now.getTime() - segmentsKeptMs);
  for (const one of await database.captures.listUntrimmed(readyBefore, atOnce)) await trim(options, one);
}
