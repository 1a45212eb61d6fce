import { useCallback, useSyncExternalStore } from 'react';
import type { TrackKind } from '@cloudmeet/contracts';
import { usePage } from '../page/page-context.tsx';

/** The live track of one person and kind, or undefined while there is none; follows device changes. */
export function useTrack(participantId: string, kind: TrackKind): MediaStreamTrack | undefined {
  const { tracks } = usePage().room;
  const subscribe = useCallback((changed: () => void) => tracks.on(changed), [tracks]);
  return useSyncExternalStore(subscribe, () => tracks.get(participantId, kind));
}
