import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';

/** A room without a live session is in the state that was asked for, so a retry does no harm. */
export const endSession: OperationHandler<'endSession'> = {
  async handle({ credential, params }, { database, roomControl }) {
    const { tenantId } = credential;
    const { roomId } = params;
    const room = await database.forTenant({ tenantId }).transaction((repos) => repos.rooms.findById(roomId));
    if (!room) throw new CloudMeetError('not-found');
    await roomControl.end({ tenantId, roomId }, 'ended-by-api');
    return {};
  },
};
