import { limits } from '@cloudmeet/contracts';
import type { Page } from '@cloudmeet/contracts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Cursor } from './cursor.ts';

export interface PageRequest {
  /** 1 to 100. Default 25. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
}

/** One row more than asked for says whether there is a next page. */
export function pageWindow(request: PageRequest): { limit: number; take: number; after: Cursor | undefined } {
  const limit = Math.min(request.limit ?? limits.pageLimitDefault, limits.pageLimitMax);
  return {
    limit,
    take: limit + 1,
    after: request.cursor === undefined ? undefined : decodeCursor(request.cursor),
  };
}

/** Newest first: what comes after a place is older, or as old with a smaller id. */
export function olderThan(after: Cursor | undefined) {
  if (!after) return {};
  return {
    // The bound that an index can begin at: without it a page costs as much as all pages before it.
    createdAt: { lte: after.createdAt },
    OR: [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { lt: after.id } }],
  };
}

export const newestFirst = [{ createdAt: 'desc' as const }, { id: 'desc' as const }];

/** Cuts the extra row off and turns the last one shown into the cursor. */
export function toPage<Row extends Cursor, Item>(
  rows: Row[],
  limit: number,
  map: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map(map),
    nextCursor: rows.length > limit && last ? encodeCursor(last) : null,
  };
}
