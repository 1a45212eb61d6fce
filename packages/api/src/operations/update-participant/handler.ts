import type { OperationHandler } from '../../http/operation-handler.ts';
import { requireRoom } from '../../rooms/require-room.ts';

export const updateParticipant: OperationHandler<'updateParticipant'> = {
  async handle({ credential, params, body }, { database, roomControl }) {
    const room = await requireRoom(database, { ...params, tenantId: credential.tenantId });
    await roomControl.switchOff(room, params.participantId, body);
    return {};
  },
};
