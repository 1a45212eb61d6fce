import type { OperationHandler } from '../../http/operation-handler.ts';
import { requireRoom } from '../../rooms/require-room.ts';
import { pageInOrder } from '../../rooms/page-in-order.ts';

export const listParticipants: OperationHandler<'listParticipants'> = {
  async handle({ credential, params, query }, { database, roomControl }) {
    const room = await requireRoom(database, { ...params, tenantId: credential.tenantId });
    const { participants } = await roomControl.people(room);
    return { body: pageInOrder(participants, ({ joinedAt }) => joinedAt, query) };
  },
};
