import { fetchLater } from '../../fetch-later.ts';

/** The part of selects that opens. */
export const selectListPart = fetchLater(() => import('./select-list.tsx'));
