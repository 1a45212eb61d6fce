import { selectMix, selectRoom, selectWay } from '@cloudmeet/room-engine';
import type { RoomEngineState } from '@cloudmeet/room-engine';
import { fetchLater, useLaterPart } from '@cloudmeet/ui';
import { useRoomState } from '../../page/page-context.tsx';

const viewerPart = fetchLater(() => import('./viewer-part.ts'));

/**
 * The stream is on the stage: while I watch it, and after I was invited in until the room's own picture is there, so
 * that nothing goes dark in between.
 */
export function showsStream(state: RoomEngineState): boolean {
  if (selectWay(state) === 'stream') return true;
  const plays = state.stream.status === 'playing' || state.stream.status === 'stalled';
  return plays && selectRoom(state).topology === 'mixed' && selectMix(state).link !== 'connected';
}

/** What the stream is shown with. Null until it is there, and while nobody watches. */
export function useViewerPart() {
  const wanted = useRoomState(showsStream);
  const part = useLaterPart(viewerPart, wanted);
  return { wanted, part };
}
