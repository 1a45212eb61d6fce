import type { OperationHandler } from '../../http/operation-handler.ts';
import { requireRoom } from '../../rooms/require-room.ts';
import { pageInOrder } from '../../rooms/page-in-order.ts';

export const listWaiting: OperationHandler<'listWaiting'> = {
  async handle({ credential, params, query }, { database, roomControl }) {
    const room = await requireRoom(database, { ...params, tenantId: credential.tenantId });
    const { waiting } = await roomControl.people(room);
    return { body: pageInOrder(waiting, ({ since }) => since, query) };
  },
};
