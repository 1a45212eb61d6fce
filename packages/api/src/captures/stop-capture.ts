import type { CaptureKind } from '@cloudmeet/contracts';
import type { CaptureRecord, Database } from '@cloudmeet/database';
import type { RoomControl } from '../room-control/room-control.ts';
import { findCapture } from './find-capture.ts';

const running: readonly CaptureRecord['status'][] = ['queued', 'recording', 'live'];

/**
 * Has a recording or a stream stopped, through its room where that is live. One that is stopping or over stays as it is.
 * @throws CloudMeetError `not-found`, `unavailable`
 */
export async function stopCapture(
  { tenantId, kind, id }: { tenantId: string; kind: CaptureKind; id: string },
  { database, roomControl }: { database: Database; roomControl: RoomControl },
): Promise<void> {
  const tenant = database.forTenant({ tenantId });
  const capture = await tenant.transaction((repos) => findCapture(repos, kind, id));
  if (capture.stoppedAt !== null || !running.includes(capture.status)) return;
  await roomControl.stopCapture({ tenantId, roomId: capture.roomId }, id, 'requested');
}
