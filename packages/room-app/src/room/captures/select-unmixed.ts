import { selectRecording, selectStream } from '@cloudmeet/room-engine';

/** Why the room is not mixed although it is recorded or streamed; undefined while it is, or where nobody wants it. */
export function selectUnmixed(state: Parameters<typeof selectRecording>[0]): string | undefined {
  return selectRecording(state)?.unmixed ?? selectStream(state)?.unmixed;
}
