import { CloudMeetError } from '@cloudmeet/contracts';
import type { Room } from '@cloudmeet/contracts';

/**
 * A room that is to be recorded by itself must be one that can be.
 * @throws CloudMeetError `unprocessable`
 */
export function checkRecording({ mode, recording }: Pick<Room, 'mode' | 'recording'>): void {
  if (mode !== 'p2p' || recording.automatic !== true) return;
  throw new CloudMeetError('unprocessable', {
    detail: 'recording.automatic: a room of mode p2p is not recorded, its pictures never pass a server.',
  });
}
