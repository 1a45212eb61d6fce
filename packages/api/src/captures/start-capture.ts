import { CloudMeetError } from '@cloudmeet/contracts';
import type { RoomControlBody } from '@cloudmeet/contracts';
import type { Credential } from '../credentials/credential.ts';
import type { OperationContext } from '../http/operation-handler.ts';
import { capturedBy } from './captured-by.ts';

/**
 * Asks the writer of a room of the caller's tenant to begin a recording or a stream.
 * @throws CloudMeetError `not-found`, and what the writer refuses it with
 */
export async function startCapture(
  { database, roomControl }: Pick<OperationContext, 'database' | 'roomControl'>,
  credential: Credential,
  { roomId, capture }: { roomId: string; capture: RoomControlBody<'startCapture'>['capture'] },
): Promise<void> {
  const { tenantId } = credential;
  const room = await database.forTenant({ tenantId }).transaction((repos) => repos.rooms.findById(roomId));
  if (!room) throw new CloudMeetError('not-found');
  await roomControl.startCapture({ tenantId, roomId }, { capture, by: capturedBy(credential) });
}
