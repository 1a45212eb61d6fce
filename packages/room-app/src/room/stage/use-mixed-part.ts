import { selectRoom } from '@cloudmeet/room-engine';
import { fetchLater, useLaterPart } from '@cloudmeet/ui';
import { useRoomState } from '../../page/page-context.tsx';

const mixedPart = fetchLater(() => import('../mixed/mixed-part.ts'));

/** What a mixed room is shown with: fetched when the room is mixed, or is about to be. Null until it is there. */
export function useMixedPart() {
  const wanted = useRoomState((state) => {
    const { topology, preparing } = selectRoom(state);
    return topology === 'mixed' || preparing === 'mixed';
  });
  return useLaterPart(mixedPart, wanted);
}
