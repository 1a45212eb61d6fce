import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { participantPage } from './participant-page.ts';

export const listParticipants: OperationHandler<'listParticipants'> = {
  async handle({ credential, params, query }, { database, roomControl }) {
    const { tenantId } = credential;
    const { roomId } = params;
    const room = await database.forTenant({ tenantId }).transaction((repos) => repos.rooms.findById(roomId));
    if (!room) throw new CloudMeetError('not-found');
    return { body: participantPage(await roomControl.participants({ tenantId, roomId }), query) };
  },
};
