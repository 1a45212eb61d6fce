import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { announceRoom } from '../../rooms/announce-room.ts';

export const deleteRoom: OperationHandler<'deleteRoom'> = {
  async inTransaction(repos, { params, ifMatch }) {
    for (;;) {
      const room = await repos.rooms.findById(params.roomId);
      if (!room) throw new CloudMeetError('not-found');
      if (ifMatch && !ifMatch(room.version)) throw new CloudMeetError('stale-version');
      const outcome = await repos.rooms.softDelete(room.id, { expectedVersion: room.version });
      if (outcome.status === 'missing') throw new CloudMeetError('not-found');
      if (outcome.status === 'deleted') break;
    }
    await announceRoom(repos, params.roomId, { type: 'room.deleted', data: { roomId: params.roomId } });
    return {};
  },

  /** Nobody can take up a deleted room, so a session whose node cannot be reached now ends with that node's lease. */
  async after({ credential, params }, { roomControl, rooms, logger }) {
    rooms.forget(params.roomId);
    await roomControl
      .end({ tenantId: credential.tenantId, roomId: params.roomId }, 'room-deleted')
      .catch((err: unknown) => {
        logger.error({ err, roomId: params.roomId }, 'The session of a deleted room was not ended');
      });
  },
};
