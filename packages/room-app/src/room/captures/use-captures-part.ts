import { selectRecording, selectStream } from '@cloudmeet/room-engine';
import { fetchLater, useLaterPart } from '@cloudmeet/ui';
import { useRoomState } from '../../page/page-context.tsx';

export const capturesPart = fetchLater(() => import('./captures-part.ts'));

/** What a recorded or streamed room is shown with: fetched when it is first so. Null until it is there. */
export function useCapturesPart() {
  const wanted = useRoomState((state) => selectRecording(state) !== null || selectStream(state) !== null);
  return useLaterPart(capturesPart, wanted);
}
