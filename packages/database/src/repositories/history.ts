import type { Entry, Layout, Page, Topology } from '@cloudmeet/contracts';
import { entrySchema, layoutSchema } from '@cloudmeet/contracts';
import { z } from 'zod';
import type { Prisma } from '../generated/client.ts';
import { decodeCursor, encodeCursor } from '../pagination/cursor.ts';
import { pageWindow } from '../pagination/list-page.ts';
import type { PageRequest } from '../pagination/list-page.ts';
import type { Scope } from './scope.ts';

/** A session with what its room is called now; rooms that were deleted too. */
export interface PastSession {
  id: string;
  roomId: string;
  roomName: string;
  externalId: string | null;
  topology: Topology;
  startedAt: Date;
  endedAt: Date | null;
  endReason: string | null;
  participantPeak: number;
}

export interface ListSessions extends PageRequest {
  roomId?: string | undefined;
  externalId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

const withRoom = { include: { room: { select: { name: true, externalId: true } } } } as const;
type SessionRow = Prisma.SessionGetPayload<typeof withRoom>;

function toPast({ room, ...row }: SessionRow): PastSession {
  const { id, roomId, topology, startedAt, endedAt, endReason, participantPeak } = row;
  return {
    ...{ id, roomId, topology, startedAt, endedAt, endReason, participantPeak },
    ...{ roomName: room.name, externalId: room.externalId },
  };
}

const presentationRows = z.array(z.object({ at: z.date(), name: z.string() }));
const layoutRows = z.array(z.object({ at: z.date(), layout: layoutSchema }));
const reasonRows = z.array(z.object({ reason: z.string() }));
const entryRows = z.array(
  z
    .object({
      seq: z.coerce.number(),
      type: z.string(),
      at: z.date().transform((at) => at.toISOString()),
      data: z.unknown(),
      by: z.string().nullable(),
    })
    .transform(({ by, ...row }) => entrySchema.parse({ ...row, by: by ?? undefined })),
);

/** Sessions that were, and what happened in them. */
export class HistoryRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Newest first. */
  async list(request: ListSessions = {}): Promise<Page<PastSession>> {
    const { tx, tenantId } = this.#scope;
    const { limit, take, after } = pageWindow(request);
    const { roomId, externalId, from, to } = request;
    // The bound that an index can begin at stands beside the exact one.
    const older = after && {
      AND: { startedAt: { lte: after.createdAt } },
      OR: [{ startedAt: { lt: after.createdAt } }, { startedAt: after.createdAt, id: { lt: after.id } }],
    };
    const rows = await tx.session.findMany({
      where: {
        tenantId,
        ...(roomId === undefined ? {} : { roomId }),
        ...(externalId === undefined ? {} : { room: { externalId } }),
        ...(from || to ? { startedAt: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } } : {}),
        ...older,
      },
      ...withRoom,
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      take,
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const nextCursor =
      rows.length > limit && last ? encodeCursor({ createdAt: last.startedAt, id: last.id }) : null;
    return { data: shown.map(toPast), nextCursor };
  }

  async find(id: string): Promise<PastSession | null> {
    const { tx, tenantId } = this.#scope;
    const row = await tx.session.findFirst({ where: { id, tenantId }, ...withRoom });
    return row && toPast(row);
  }

  /** Who began to show their screen between two moments, and when: oldest first, at most `max`. */
  async presentations(
    sessionId: string,
    { from, to, max }: { from: Date; to: Date; max: number },
  ): Promise<{ at: Date; name: string }[]> {
    const { tx, tenantId } = this.#scope;
    const rows = await tx.$queryRaw`
      SELECT e.at, p.name FROM room_entries e
      JOIN participants p ON p.id = e.data ->> 'participantId' AND p.tenant_id = ${tenantId}
      WHERE e.session_id = ${sessionId} AND e.tenant_id = ${tenantId} AND e.type = 'media.changed'
        AND e.data ->> 'screen' = 'true' AND e.at > ${from} AND e.at < ${to}
      ORDER BY e.seq LIMIT ${max}`;
    return presentationRows.parse(rows);
  }

  /**
   * How the room was laid out between two moments, and since when: the last change before them, where there was one, and
   * those between. Oldest first, at most `max`.
   */
  async layouts(
    sessionId: string,
    { from, to, max }: { from: Date; to: Date; max: number },
  ): Promise<{ at: Date; layout: Layout }[]> {
    const { tx, tenantId } = this.#scope;
    const rows = await tx.$queryRaw`
      SELECT at, data ->> 'layout' AS layout FROM room_entries
      WHERE session_id = ${sessionId} AND tenant_id = ${tenantId} AND type = 'layout.set' AND at < ${to}
        AND seq >= COALESCE(
          (SELECT max(b.seq) FROM room_entries b
           WHERE b.session_id = ${sessionId} AND b.tenant_id = ${tenantId} AND b.type = 'layout.set' AND b.at <= ${from}),
          0)
      ORDER BY seq LIMIT ${max}`;
    return layoutRows.parse(rows);
  }

  /** Why a step of the media ladder was last given up since then; null when none was. */
  async keptReason(sessionId: string, since: Date): Promise<string | null> {
    const { tx, tenantId } = this.#scope;
    const rows = await tx.$queryRaw`
      SELECT data ->> 'reason' AS reason FROM room_entries
      WHERE session_id = ${sessionId} AND tenant_id = ${tenantId} AND type = 'topology.kept' AND at >= ${since}
      ORDER BY seq DESC LIMIT 1`;
    return reasonRows.parse(rows)[0]?.reason ?? null;
  }

  /** Entries of a session's log, oldest first; with `participantId` those that are by or about that person. */
  async timeline(
    sessionId: string,
    request: PageRequest & { participantId?: string | undefined },
  ): Promise<Page<Entry>> {
    const { tx, tenantId } = this.#scope;
    const limit = pageWindow({ limit: request.limit }).limit;
    const afterSeq = request.cursor === undefined ? 0 : Number(decodeCursor(request.cursor).id);
    const person = request.participantId ?? null;
    const rows = await tx.$queryRaw`
      SELECT e.seq, e.type, e.at, e.data, e.actor_id AS by FROM room_entries e
      WHERE e.session_id = ${sessionId} AND e.tenant_id = ${tenantId} AND e.seq > ${afterSeq || 0}
        AND (${person}::text IS NULL OR e.actor_id = ${person} OR e.data ->> 'participantId' = ${person}
          OR e.data #>> '{participant,id}' = ${person} OR e.data #>> '{waiting,id}' = ${person})
      ORDER BY e.seq LIMIT ${limit + 1}`;
    const entries = entryRows.parse(rows);
    const shown = entries.slice(0, limit);
    const last = shown.at(-1);
    const cursor = last && { createdAt: new Date(last.at), id: String(last.seq) };
    return { data: shown, nextCursor: entries.length > limit && cursor ? encodeCursor(cursor) : null };
  }
}
