import { useSearchParams } from 'react-router';
import type { ListRoomsApiArg } from '../../api/api.ts';

/** What the address asks for, as the list of rooms takes it. */
export function useRoomQuery(): { query: ListRoomsApiArg; isFiltered: boolean } {
  const [search] = useSearchParams();
  const externalId = search.get('externalId');
  const cursor = search.get('cursor');
  return {
    query: { ...(externalId ? { externalId } : {}), ...(cursor ? { cursor } : {}) },
    isFiltered: Boolean(externalId),
  };
}
