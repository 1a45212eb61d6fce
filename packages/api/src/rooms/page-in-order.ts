import { limits } from '@cloudmeet/contracts';
import type { Page, PageQuery } from '@cloudmeet/contracts';
import { decodeCursor, encodeCursor } from '@cloudmeet/database';

interface Place {
  createdAt: Date;
  id: string;
}

function order(a: Place, b: Place): number {
  return a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/**
 * A page of people in the order they came, by `at` (RFC 3339). Somebody who leaves between two pages moves nobody else.
 * @throws CloudMeetError `invalid-request` for a cursor that no list gave out
 */
export function pageInOrder<Person extends { id: string }>(
  people: readonly Person[],
  at: (one: Person) => string,
  query: PageQuery,
): Page<Person> {
  const placeOf = (one: Person): Place => ({ createdAt: new Date(at(one)), id: one.id });
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
  const limit = query.limit ?? limits.pageLimitDefault;
  const sorted = people.toSorted((a, b) => order(placeOf(a), placeOf(b)));
  const left = after ? sorted.filter((one) => order(placeOf(one), after) > 0) : sorted;
  const data = left.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: left.length > limit && last ? encodeCursor(placeOf(last)) : null };
}
