import { recorderSeatSchema } from '@cloudmeet/contracts';
import type { RecorderReport } from '@cloudmeet/contracts';
import type pg from 'pg';
import { z } from 'zod';
import { querySystem } from './query.ts';

/** A recorder as it last said of itself. */
export interface RecorderRecord extends RecorderReport {
  seenAt: Date;
}

const rowSchema = z
  .object({
    id: z.string(),
    node_id: z.string(),
    seats: z.array(recorderSeatSchema),
    draining: z.boolean(),
    disk_free_bytes: z.number(),
    seen_at: z.date(),
  })
  .transform(({ id, node_id, seats, draining, disk_free_bytes, seen_at }): RecorderRecord => ({
    ...{ recorderId: id, nodeId: node_id, seats, draining, diskFreeBytes: disk_free_bytes, seenAt: seen_at },
  }));

const columns = 'id, node_id, seats, draining, disk_free_bytes, seen_at';
const reportText = `
  INSERT INTO recorders (${columns}) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (id) DO UPDATE SET node_id = EXCLUDED.node_id, seats = EXCLUDED.seats, draining = EXCLUDED.draining,
    disk_free_bytes = EXCLUDED.disk_free_bytes, seen_at = EXCLUDED.seen_at
  RETURNING id`;
const listText = `SELECT ${columns} FROM recorders WHERE seen_at > $1 ORDER BY id`;
const forgetText = 'DELETE FROM recorders WHERE seen_at <= $1 RETURNING id';

/** Recorders: of the deployment, not of any tenant. Times come from the caller. */
export class RecorderRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** A recorder says that it is there. */
  async report(report: RecorderReport, now: Date): Promise<void> {
    const { recorderId, nodeId, seats, draining, diskFreeBytes } = report;
    const values = [recorderId, nodeId, JSON.stringify(seats), draining, diskFreeBytes, now];
    const row = z.object({ id: z.string() });
    await querySystem(this.#pool, row, { name: 'recorders_report', text: reportText }, values);
  }

  /** Those heard of after `since`. */
  async list(since: Date): Promise<RecorderRecord[]> {
    return querySystem(this.#pool, rowSchema, { name: 'recorders_list', text: listText }, [since]);
  }

  /** Forgets those not heard of since. Resolves with their ids. */
  async forget(before: Date): Promise<string[]> {
    const row = z.object({ id: z.string() });
    const gone = await querySystem(this.#pool, row, { name: 'recorders_forget', text: forgetText }, [before]);
    return gone.map(({ id }) => id);
  }
}
