import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const ejectParticipant: OperationHandler<'ejectParticipant'> = {
  async handle({ credential, params }, { database, roomControl }) {
    const { tenantId } = credential;
    const { roomId, participantId } = params;
    const room = await database.forTenant({ tenantId }).transaction((repos) => repos.rooms.findById(roomId));
    if (!room) throw new CloudMeetError('not-found');
    await roomControl.eject({ tenantId, roomId }, participantId);
    return {};
  },
};
