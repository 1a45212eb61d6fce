import type { OperationHandler } from '../../http/operation-handler.ts';
import { requireRoom } from '../../rooms/require-room.ts';

export const denyWaiting: OperationHandler<'denyWaiting'> = {
  async handle({ credential, params }, { database, roomControl }) {
    const room = await requireRoom(database, { ...params, tenantId: credential.tenantId });
    await roomControl.deny(room, params.participantId);
    return {};
  },
};
