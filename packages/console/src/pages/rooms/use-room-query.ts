import { useSearchParams } from 'react-router';
import type { ListRoomsApiArg } from '../../api/api.ts';

export const roomModes = ['auto', 'p2p', 'mixed', 'stream'] as const;
const yesOrNo = ['true', 'false'] as const;

/** What the address asks for, as the list of rooms takes it. What no list knows is left out. */
export function useRoomQuery(): { query: ListRoomsApiArg; isFiltered: boolean } {
  const [params] = useSearchParams();
  const text = (name: string) => params.get(name) ?? undefined;
  const oneOf = <Value extends string>(name: string, values: readonly Value[]) =>
    values.find((value) => value === params.get(name));
  const filters = {
    search: text('search'),
    externalId: text('externalId'),
    live: oneOf('live', yesOrNo),
    test: oneOf('test', yesOrNo),
    mode: oneOf('mode', roomModes),
  };
  const query: ListRoomsApiArg = Object.fromEntries(
    Object.entries({ ...filters, cursor: text('cursor') }).filter(([, value]) => value),
  );
  return { query, isFiltered: Object.values(filters).some(Boolean) };
}
