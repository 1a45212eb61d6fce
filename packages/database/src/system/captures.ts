import type pg from 'pg';
import { z } from 'zod';
import { querySystem } from './query.ts';
import { systemStatements as statements } from './statements.ts';

/** A step that is due, as the attempt that it now is. */
export interface DueCapture {
  captureId: string;
  tenantId: string;
  step: 'start' | 'stop' | 'finalize';
  /** Counts from 1. */
  attempt: number;
  traceparent: string | null;
}

/** A capture that runs or waits, or whose room was not told something yet. */
export interface RunningCapture {
  captureId: string;
  tenantId: string;
  kind: 'recording' | 'stream';
  roomId: string;
  sessionId: string;
  status: 'queued' | 'recording' | 'live' | 'processing' | 'ready' | 'ended' | 'failed';
  part: number;
  recorderId: string | null;
  seat: number | null;
  untold: boolean;
  sessionEnded: boolean;
}

const idSchema = { id: z.string(), tenant_id: z.string() };

const dueRowSchema = z
  .object({
    ...idSchema,
    step: z.enum(['start', 'stop', 'finalize']),
    attempt: z.int(),
    traceparent: z.string().nullable(),
  })
  .transform(({ id, tenant_id, ...row }): DueCapture => ({ captureId: id, tenantId: tenant_id, ...row }));

const runningRowSchema = z
  .object({
    ...idSchema,
    kind: z.enum(['recording', 'stream']),
    room_id: z.string(),
    session_id: z.string(),
    status: z.enum(['queued', 'recording', 'live', 'processing', 'ready', 'ended', 'failed']),
    part: z.int(),
    recorder_id: z.string().nullable(),
    seat: z.int().nullable(),
    untold: z.boolean(),
    session_ended: z.boolean(),
  })
  .transform(
    ({ id, tenant_id, room_id, session_id, recorder_id, session_ended, ...row }): RunningCapture => ({
      ...{ captureId: id, tenantId: tenant_id, roomId: room_id, sessionId: session_id },
      ...{ recorderId: recorder_id, sessionEnded: session_ended, ...row },
    }),
  );

const expiredRowSchema = z
  .object(idSchema)
  .transform(({ id, tenant_id }) => ({ captureId: id, tenantId: tenant_id }));

/** Recordings and streams of all tenants: for those who send their jobs and look after them. */
export class CaptureSystemRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Takes due steps for `leaseMs`, the longest due first. */
  async dispatch({ now, max, leaseMs }: { now: Date; max: number; leaseMs: number }): Promise<DueCapture[]> {
    return querySystem(this.#pool, dueRowSchema, statements.dispatchCaptures, [now, max, leaseMs]);
  }

  /** What runs, waits, or was not told to its room, by id: go on with the last one's as `after`. */
  async listRunning({ after = '', max }: { after?: string; max: number }): Promise<RunningCapture[]> {
    return querySystem(this.#pool, runningRowSchema, statements.listRunningCaptures, [after, max]);
  }

  /** Files that are to be deleted by now. */
  async listExpired(now: Date, max: number): Promise<{ captureId: string; tenantId: string }[]> {
    return querySystem(this.#pool, expiredRowSchema, statements.listExpiredCaptures, [now, max]);
  }

  /** Deleted ones whose objects are still in the store. */
  async listDeleted(max: number): Promise<{ captureId: string; tenantId: string }[]> {
    return querySystem(this.#pool, expiredRowSchema, statements.listDeletedCaptures, [max]);
  }

  /** Recordings that were ready before then and whose segments are still in the store. */
  async listUntrimmed(readyBefore: Date, max: number): Promise<{ captureId: string; tenantId: string }[]> {
    return querySystem(this.#pool, expiredRowSchema, statements.listUntrimmedCaptures, [readyBefore, max]);
  }

  /** Ids of those that hold seats of a recorder. */
  async listAt(recorderId: string): Promise<string[]> {
    const row = z.object({ id: z.string() });
    const rows = await querySystem(this.#pool, row, statements.listCapturesAt, [recorderId]);
    return rows.map(({ id }) => id);
  }
}
