import { entrySchema } from '@cloudmeet/contracts';
import type { Entry } from '@cloudmeet/contracts';
import { z } from 'zod';
import type { RoomEntry } from '../generated/client.ts';
import type { Scope } from './scope.ts';

/** Proof of being the room's writer: the epoch of the lease that the writer holds. */
export interface WriterLease {
  roomId: string;
  epoch: number;
}

/** A command that is in the log already, and where. */
export interface DuplicateCommand {
  participantId: string;
  commandId: string;
  seq: number;
}

/**
 * `appended`: all entries are in. Otherwise none is: `stale-lease` when another node has taken the room over;
 * `duplicate` when some commands were logged before; `out-of-order` when the first `seq` does not follow `lastSeq`;
 * `ended` when the session has ended or does not exist.
 */
export type AppendResult =
  | { status: 'appended'; lastSeq: number }
  | { status: 'stale-lease' }
  | { status: 'duplicate'; duplicates: DuplicateCommand[] }
  | { status: 'out-of-order'; lastSeq: number }
  | { status: 'ended' };

const outcomeSchema = z.tuple([
  z.object({
    fenced: z.boolean(),
    advanced: z.boolean(),
    duplicates: z.array(z.object({ participantId: z.string(), commandId: z.string(), seq: z.int() })),
    last_seq: z.coerce.number().nullable(),
  }),
]);

function toEntry(row: RoomEntry): Entry {
  return entrySchema.parse({
    type: row.type,
    data: row.data,
    seq: Number(row.seq),
    at: row.at.toISOString(),
    by: row.actorId ?? undefined,
    commandId: row.commandId ?? undefined,
  });
}

/** Entries of one append: dense, so that one check of the first against the log is a check of all. */
function assertDense(entries: readonly Entry[]): void {
  const gap = entries.findIndex(
    (entry, index) => index > 0 && entry.seq !== (entries[index - 1]?.seq ?? 0) + 1,
  );
  if (gap !== -1) throw new Error(`Entries to append are not dense: seq ${String(entries[gap]?.seq)}.`);
}

/** The ordered log of a session. It is only ever added to. */
export class EntryRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /**
   * Appends in one statement, fenced by the lease: the lease row stays locked until this transaction ends, so a node
   * that takes the room over waits for it and then reads everything. Entries must be dense and follow the log.
   */
  async append(sessionId: string, lease: WriterLease, entries: readonly Entry[]): Promise<AppendResult> {
    const [first] = entries;
    const last = entries.at(-1);
    if (!first || !last) throw new Error('There is nothing to append.');
    assertDense(entries);
    const [outcome] = outcomeSchema.parse(
      await this.#insert(sessionId, lease, entries, first.seq - 1, last.seq),
    );
    if (outcome.advanced) return { status: 'appended', lastSeq: last.seq };
    if (!outcome.fenced) return { status: 'stale-lease' };
    if (outcome.duplicates.length > 0) return { status: 'duplicate', duplicates: outcome.duplicates };
    return outcome.last_seq === null
      ? { status: 'ended' }
      : { status: 'out-of-order', lastSeq: outcome.last_seq };
  }

  async #insert(
    sessionId: string,
    lease: WriterLease,
    entries: readonly Entry[],
    before: number,
    last: number,
  ) {
    const { tx, tenantId } = this.#scope;
    return tx.$queryRaw`
      WITH fence AS (
        SELECT 1 FROM room_leases
        WHERE room_id = ${lease.roomId} AND tenant_id = ${tenantId} AND epoch = ${lease.epoch}
          AND node_id IS NOT NULL
        FOR SHARE
      ), input AS (
        SELECT * FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
          AS entry(seq bigint, type text, by text, "commandId" text, at timestamptz, data jsonb)
      ), duplicate AS (
        SELECT e.actor_id, e.command_id, e.seq FROM room_entries e
        JOIN input i ON e.actor_id = i.by AND e.command_id = i."commandId"
        WHERE e.session_id = ${sessionId} AND e.command_id IS NOT NULL
      ), advanced AS (
        UPDATE sessions SET last_seq = ${last}
        WHERE id = ${sessionId} AND tenant_id = ${tenantId} AND room_id = ${lease.roomId}
          AND ended_at IS NULL AND last_seq = ${before}
          AND EXISTS (SELECT FROM fence) AND NOT EXISTS (SELECT FROM duplicate)
        RETURNING 1
      ), inserted AS (
        INSERT INTO room_entries (tenant_id, session_id, seq, type, actor_id, command_id, at, data)
        SELECT ${tenantId}, ${sessionId}, i.seq, i.type, i.by, i."commandId", i.at, i.data
        FROM input i WHERE EXISTS (SELECT FROM advanced)
        RETURNING 1
      )
      SELECT EXISTS (SELECT FROM fence) AS fenced, EXISTS (SELECT FROM advanced) AS advanced,
        COALESCE((SELECT jsonb_agg(jsonb_build_object(
          'participantId', d.actor_id, 'commandId', d.command_id, 'seq', d.seq)) FROM duplicate d), '[]') AS duplicates,
        (SELECT s.last_seq FROM sessions s
          WHERE s.id = ${sessionId} AND s.tenant_id = ${tenantId} AND s.ended_at IS NULL) AS last_seq`;
  }

  /** Entries after `afterSeq` in their order, at most `limit`. */
  async readFrom(sessionId: string, afterSeq: number, limit: number): Promise<Entry[]> {
    const { tx, tenantId } = this.#scope;
    const rows = await tx.roomEntry.findMany({
      where: { sessionId, tenantId, seq: { gt: afterSeq } },
      orderBy: { seq: 'asc' },
      take: limit,
    });
    return rows.map(toEntry);
  }
}
