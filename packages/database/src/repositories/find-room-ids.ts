import type { RoomMode } from '@cloudmeet/contracts';
import { z } from 'zod';
import { Prisma } from '../generated/client.ts';
import type { Cursor } from '../pagination/cursor.ts';
import type { Scope } from './scope.ts';

/** What a list of rooms can be narrowed by. What is left out narrows nothing. */
export interface RoomFilter {
  externalId?: string | undefined;
  /** A part of the name; case and accents do not matter. */
  search?: string | undefined;
  /** With a session that runs now, or without one. */
  live?: boolean | undefined;
  /** Made with a test key, or not. */
  test?: boolean | undefined;
  mode?: RoomMode | undefined;
}

const idRows = z.array(z.object({ id: z.string() }));

export function isNarrowed({ externalId, search, live, test, mode }: RoomFilter): boolean {
  return [externalId, search, live, test, mode].some((value) => value !== undefined);
}

function conditions({ externalId, search, live, test, mode }: RoomFilter, { tenantId }: Scope) {
  const running = Prisma.sql`EXISTS (SELECT FROM sessions s
    WHERE s.tenant_id = ${tenantId} AND s.room_id = r.id AND s.ended_at IS NULL)`;
  return [
    ...(externalId === undefined ? [] : [Prisma.sql`r.external_id = ${externalId}`]),
    ...(search === undefined
      ? []
      : [Prisma.sql`strpos(r.search_name, (SELECT app_search_text(${search}))) > 0`]),
    ...(live === undefined ? [] : [live ? running : Prisma.sql`NOT ${running}`]),
    ...(test === undefined ? [] : [Prisma.sql`r.test = ${test}`]),
    ...(mode === undefined ? [] : [Prisma.sql`r.mode = ${mode}::room_mode`]),
  ];
}

/** Ids of the rooms that were not deleted and match, newest first, after a place. */
export async function findRoomIds(
  scope: Scope,
  filter: RoomFilter,
  { take, after }: { take: number; after: Cursor | undefined },
): Promise<string[]> {
  const { tx, tenantId } = scope;
  const where = [
    Prisma.sql`r.tenant_id = ${tenantId} AND r.deleted_at IS NULL`,
    ...(after
      ? [
          Prisma.sql`r.created_at <= ${after.createdAt}
            AND (r.created_at < ${after.createdAt} OR r.id < ${after.id})`,
        ]
      : []),
    ...conditions(filter, scope),
  ];
  const rows = await tx.$queryRaw`SELECT r.id FROM rooms r WHERE ${Prisma.join(where, ' AND ')}
    ORDER BY r.created_at DESC, r.id DESC LIMIT ${take}`;
  return idRows.parse(rows).map(({ id }) => id);
}
