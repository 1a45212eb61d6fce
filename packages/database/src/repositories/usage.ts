import { topologySchema } from '@cloudmeet/contracts';
import type { UsageReport } from '@cloudmeet/contracts';
import { z } from 'zod';
import { Prisma } from '../generated/client.ts';
import { foldUsage } from '../usage/fold-usage.ts';
import type { UsageCell, UsageEntry, UsagePerson } from '../usage/fold-usage.ts';
import type { Scope } from './scope.ts';

export type UsageGroup = UsageReport['groupBy'];

export interface UsageRequest {
  /** First and last day (UTC), both included: `YYYY-MM-DD`. */
  from: string;
  to: string;
  groupBy: UsageGroup;
  roomId?: string | undefined;
  externalId?: string | undefined;
  rowsMax: number;
}

/** Use of one day, room or externalId. `key` is null for the total and for use without an externalId. */
export interface UsageTotals {
  key: string | null;
  name: string | null;
  p2pMs: number;
  mixedMs: number;
  streamMs: number;
  sessions: number;
  participants: number;
}

/** How long was recorded and streamed. */
export interface CapturedTotals {
  recordingMs: number;
  streamingMs: number;
}

const capturedRows = z.array(
  z
    .object({ recorded: z.coerce.number(), streamed: z.coerce.number() })
    .transform(({ recorded, streamed }): CapturedTotals => ({
      recordingMs: recorded,
      streamingMs: streamed,
    })),
);
const storedRows = z.array(z.object({ stored: z.coerce.number() }));

const receiveSchema = z.enum(['auto', 'stream']);
/** As it is stored: the id alone, except of viewers of the stream. */
const presentSchema = z.union([
  z.string().transform((id): UsagePerson => ({ id })),
  z.object({ id: z.string(), receive: receiveSchema }),
]);
const progressRows = z.array(
  z.object({
    room_id: z.string(),
    seq: z.coerce.number(),
    at: z.date().nullable(),
    topology: topologySchema,
    present: z.array(presentSchema),
    last_seq: z.coerce.number(),
    ended_at: z.date().nullable(),
  }),
);
const entryRows = z.array(
  z.object({
    seq: z.coerce.number(),
    type: z.string(),
    at: z.date(),
    participant_id: z.string().nullable(),
    topology: topologySchema.nullable(),
    receive: receiveSchema.nullable(),
    publishes: z.boolean().nullable(),
  }),
);
const sessionRows = z.array(z.object({ session_id: z.string() }));
const totalRows = z.array(
  z
    .object({
      key: z.string().nullable(),
      name: z.string().nullable(),
      whole: z.coerce.number(),
      p2p: z.coerce.number(),
      mixed: z.coerce.number(),
      stream: z.coerce.number(),
      sessions: z.coerce.number(),
      participants: z.coerce.number(),
    })
    .transform(({ p2p, mixed, stream, ...row }) => ({
      ...row,
      ...{ p2pMs: p2p, mixedMs: mixed, streamMs: stream },
    })),
);

/** Entries of one session that are counted in one transaction. */
const entriesMax = 5000;

function toUsageEntry(row: z.infer<typeof entryRows>[number]): UsageEntry {
  return {
    type: row.type,
    atMs: row.at.getTime(),
    participantId: row.participant_id ?? undefined,
    topology: row.topology ?? undefined,
    receive: row.receive ?? undefined,
    publishes: row.publishes ?? undefined,
  };
}

/** Participant-minutes, counted from the logs of sessions: each part of a log once, whatever is repeated or killed. */
export class UsageRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Sessions whose log goes on after what was counted, at most `max`. */
  async pending(max: number): Promise<string[]> {
    const { tx, tenantId } = this.#scope;
    const rows = await tx.$queryRaw`
      SELECT p.session_id FROM usage_progress p JOIN sessions s ON s.id = p.session_id AND s.tenant_id = ${tenantId}
      WHERE p.tenant_id = ${tenantId} AND NOT p.closed AND (s.last_seq > p.seq OR s.ended_at IS NOT NULL)
      LIMIT ${max}`;
    return sessionRows.parse(rows).map((row) => row.session_id);
  }

  /**
   * Counts what is new in a session's log. How far that was is written with the sums, in this one transaction, and
   * whoever counts the same session at the same moment waits: so doing it again, or dying in it, changes nothing.
   */
  async meter(sessionId: string): Promise<void> {
    const { tx, tenantId } = this.#scope;
    const [row] = progressRows.parse(
      await tx.$queryRaw`
        SELECT p.room_id, p.seq, p.at, p.topology, p.present, s.last_seq, s.ended_at
        FROM usage_progress p JOIN sessions s ON s.id = p.session_id AND s.tenant_id = ${tenantId}
        WHERE p.session_id = ${sessionId} AND p.tenant_id = ${tenantId} AND NOT p.closed
        FOR UPDATE OF p`,
    );
    if (!row) return;
    const entries = await this.#entries(sessionId, row.seq, row.last_seq);
    const isWhole = entries.length < entriesMax;
    const seq = isWhole ? row.last_seq : (entries.at(-1)?.seq ?? row.last_seq);
    const closed = isWhole && row.ended_at !== null;
    const before = { atMs: row.at?.getTime() ?? null, topology: row.topology, present: row.present };
    const { state, cells } = foldUsage(
      before,
      entries.map(toUsageEntry),
      closed ? row.ended_at?.getTime() : undefined,
    );
    await this.#add(row.room_id, cells);
    const present = state.present.map(({ id, receive }) => (receive ? { id, receive } : id));
    const at = state.atMs === null ? null : new Date(state.atMs);
    await tx.usageProgress.updateMany({
      where: { sessionId, tenantId },
      data: { seq, at, topology: state.topology, present, closed },
    });
  }

  /** Sums by day, room or externalId with their total first; one row more than `rowsMax` says that there are more. */
  async report(request: UsageRequest): Promise<UsageTotals[]> {
    const { tx, tenantId } = this.#scope;
    const { from, to, groupBy, roomId, externalId, rowsMax } = request;
    const key = {
      day: Prisma.sql`u.day`,
      room: Prisma.sql`u.room_id`,
      externalId: Prisma.sql`NULLIF(u.external_id, '')`,
      total: Prisma.sql`NULL::text`,
    }[groupBy];
    // Days are grouped as what they are and become text at the end: as texts they take three times as long.
    const shown = groupBy === 'day' ? Prisma.sql`to_char(rows.key, 'YYYY-MM-DD')` : Prisma.sql`rows.key`;
    const order =
      groupBy === 'day' ? Prisma.sql`key` : Prisma.sql`sum(u.participant_ms) DESC, key NULLS LAST`;
    const rows = await tx.$queryRaw`
      WITH rows AS (
        SELECT key, grouping(key) AS whole,
          row_number() OVER (ORDER BY grouping(key) DESC, ${order}) AS place,
          COALESCE(sum(u.participant_ms) FILTER (WHERE u.topology = 'p2p'), 0) AS p2p,
          COALESCE(sum(u.participant_ms) FILTER (WHERE u.topology = 'mixed'), 0) AS mixed,
          COALESCE(sum(u.participant_ms) FILTER (WHERE u.topology = 'stream'), 0) AS stream,
          COALESCE(sum(u.sessions), 0) AS sessions, COALESCE(sum(u.participants), 0) AS participants
        FROM (
          SELECT ${key} AS key, u.* FROM usage_daily u
          WHERE u.tenant_id = ${tenantId} AND u.day BETWEEN ${from}::date AND ${to}::date
            ${roomId === undefined ? Prisma.empty : Prisma.sql`AND u.room_id = ${roomId}`}
            ${externalId === undefined ? Prisma.empty : Prisma.sql`AND u.external_id = ${externalId}`}
        ) u
        GROUP BY GROUPING SETS ((key), ())
        ORDER BY place LIMIT ${rowsMax + 2}
      )
      SELECT ${shown} AS key, r.name, whole, p2p, mixed, stream, sessions, participants FROM rows
      LEFT JOIN rooms r ON r.id = ${shown} AND r.tenant_id = ${tenantId}
      ORDER BY rows.place`;
    return totalRows.parse(rows).map(({ whole: _whole, ...row }) => row);
  }

  /** How long was recorded and streamed by what began in these days. */
  async captured(
    { from, to, ...which }: Pick<UsageRequest, 'from' | 'to' | 'roomId' | 'externalId'>,
    now: Date,
  ): Promise<CapturedTotals> {
    const { tx, tenantId } = this.#scope;
    const rows = await tx.$queryRaw`
      SELECT COALESCE(sum(c.ms) FILTER (WHERE c.kind = 'recording'), 0) AS recorded,
        COALESCE(sum(c.ms) FILTER (WHERE c.kind = 'stream'), 0) AS streamed
      FROM (
        SELECT a.kind, COALESCE(a.duration_ms,
          1000 * extract(epoch FROM COALESCE(a.ended_at, a.stopped_at, ${now}::timestamptz) - a.started_at)) AS ms
        FROM captures a
        WHERE a.tenant_id = ${tenantId} AND a.started_at >= ${from}::date::timestamp AT TIME ZONE 'UTC'
          AND a.started_at < (${to}::date + 1)::timestamp AT TIME ZONE 'UTC' ${this.#capturesOf(which)}
      ) c`;
    const [totals] = capturedRows.parse(rows);
    if (!totals) throw new Error('There is no total.');
    return totals;
  }

  /** Bytes of the files of recordings that are kept now. */
  async stored(which: Pick<UsageRequest, 'roomId' | 'externalId'>): Promise<number> {
    const { tx, tenantId } = this.#scope;
    const rows = await tx.$queryRaw`
      SELECT COALESCE(sum(a.bytes), 0) AS stored FROM captures a
      WHERE a.tenant_id = ${tenantId} AND a.deleted_at IS NULL AND a.bytes IS NOT NULL ${this.#capturesOf(which)}`;
    return storedRows.parse(rows)[0]?.stored ?? 0;
  }

  #capturesOf({ roomId, externalId }: Pick<UsageRequest, 'roomId' | 'externalId'>): Prisma.Sql {
    const { tenantId } = this.#scope;
    const ofRoom = roomId === undefined ? Prisma.empty : Prisma.sql`AND a.room_id = ${roomId}`;
    if (externalId === undefined) return ofRoom;
    return Prisma.sql`${ofRoom} AND a.room_id IN (
      SELECT r.id FROM rooms r WHERE r.tenant_id = ${tenantId} AND r.external_id = ${externalId})`;
  }

  async #entries(sessionId: string, afterSeq: number, lastSeq: number) {
    const { tx, tenantId } = this.#scope;
    const rows = await tx.$queryRaw`
      SELECT e.seq, e.type, e.at,
        COALESCE(e.data ->> 'participantId', e.data #>> '{participant,id}') AS participant_id,
        COALESCE(e.data ->> 'topology', e.data ->> 'to') AS topology,
        e.data #>> '{participant,receive}' AS receive,
        jsonb_exists(e.data -> 'permissions', 'media.publish') AS publishes
      FROM room_entries e
      WHERE e.session_id = ${sessionId} AND e.tenant_id = ${tenantId} AND e.seq > ${afterSeq} AND e.seq <= ${lastSeq}
        AND e.type IN ('session.started', 'participant.joined', 'participant.left', 'participant.granted',
          'participant.ungranted', 'topology.changed', 'session.ended')
      ORDER BY e.seq LIMIT ${entriesMax}`;
    return entryRows.parse(rows);
  }

  async #add(roomId: string, cells: readonly UsageCell[]): Promise<void> {
    if (cells.length === 0) return;
    const { tx, tenantId } = this.#scope;
    await tx.$executeRaw`
      INSERT INTO usage_daily AS u (tenant_id, day, room_id, external_id, topology, participant_ms, sessions, participants)
      SELECT ${tenantId}, c.day, ${roomId}, COALESCE(r.external_id, ''), c.topology, c."participantMs", c.sessions,
        c.participants
      FROM jsonb_to_recordset(${JSON.stringify(cells)}::jsonb)
        AS c(day date, topology topology, "participantMs" bigint, sessions integer, participants integer)
      LEFT JOIN rooms r ON r.id = ${roomId} AND r.tenant_id = ${tenantId}
      ON CONFLICT (tenant_id, day, room_id, external_id, topology) DO UPDATE SET
        participant_ms = u.participant_ms + EXCLUDED.participant_ms,
        sessions = u.sessions + EXCLUDED.sessions, participants = u.participants + EXCLUDED.participants`;
  }
}
