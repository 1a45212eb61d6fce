import type { OperationHandler } from '../../http/operation-handler.ts';
import { requireRoom } from '../../rooms/require-room.ts';

export const admitWaiting: OperationHandler<'admitWaiting'> = {
  async handle({ credential, params }, { database, roomControl }) {
    const room = await requireRoom(database, { ...params, tenantId: credential.tenantId });
    await roomControl.admit(room, params.participantId);
    return {};
  },
};
