import type { OperationHandler } from '../../http/operation-handler.ts';
import { roomBody } from '../../rooms/room-body.ts';

export const listRooms: OperationHandler<'listRooms'> = {
  async inTransaction(repos, { query }, { publicRoomUrl }) {
    const { data, nextCursor } = await repos.rooms.list(query);
    const sessions = await repos.sessions.findLiveOf(data.map((room) => room.id));
    const rooms = data.map((room) => roomBody(room, sessions.get(room.id) ?? null, publicRoomUrl));
    return { body: { data: rooms, nextCursor } };
  },
};
