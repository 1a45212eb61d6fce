import { fetchLater } from '@cloudmeet/ui';

/** The stage of a mixed room: fetched when a room is mixed, or is about to be. */
export const mixedStagePart = fetchLater(() => import('../mixed/mixed-stage.tsx'));
