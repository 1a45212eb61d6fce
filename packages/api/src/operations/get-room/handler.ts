import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { roomBody } from '../../rooms/room-body.ts';

export const getRoom: OperationHandler<'getRoom'> = {
  async inTransaction(repos, { params }, { publicRoomUrl }) {
    const room = await repos.rooms.findById(params.roomId);
    if (!room) throw new CloudMeetError('not-found');
    const session = await repos.sessions.findLive(room.id);
    return { body: roomBody(room, session, publicRoomUrl), version: room.version };
  },
};
