import { CloudMeetError, mergePolicies } from '@cloudmeet/contracts';
import type { UpdateRoom } from '@cloudmeet/contracts';
import type { Repositories, RoomChanges, RoomRecord } from '@cloudmeet/database';
import type { VersionCondition } from '../../http/entity-tag.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { checkRecording } from '../../rooms/check-recording.ts';
import { roomBody } from '../../rooms/room-body.ts';

/** Policies are laid over the present ones; everything else is replaced by what is given. */
function changesOf(body: UpdateRoom, room: RoomRecord): RoomChanges {
  const { policies, ...given } = body;
  return policies ? { ...given, policies: mergePolicies(room.policies, policies) } : given;
}

/** Changes the version that was read. Without a condition of the client's, one that changed meanwhile is read again. */
async function updateVersion(
  repos: Repositories,
  roomId: string,
  body: UpdateRoom,
  ifMatch: VersionCondition | undefined,
): Promise<RoomRecord> {
  for (;;) {
    const room = await repos.rooms.findById(roomId);
    if (!room) throw new CloudMeetError('not-found');
    if (ifMatch && !ifMatch(room.version)) throw new CloudMeetError('stale-version');
    const outcome = await repos.rooms.update(roomId, changesOf(body, room), {
      expectedVersion: room.version,
    });
    if (outcome.status === 'updated') return outcome.room;
    if (outcome.status === 'missing') throw new CloudMeetError('not-found');
  }
}

export const updateRoom: OperationHandler<'updateRoom'> = {
  async inTransaction(repos, { params, body, ifMatch }, { publicRoomUrl }) {
    const room = await updateVersion(repos, params.roomId, body, ifMatch);
    checkRecording(room);
    const session = await repos.sessions.findLive(room.id);
    return { body: roomBody(room, session, publicRoomUrl), version: room.version };
  },

  /** The change is made whether the live room hears of it now or reads it when it starts next. */
  async after({ credential, params }, { roomControl, logger }) {
    await roomControl
      .refresh({ tenantId: credential.tenantId, roomId: params.roomId })
      .catch((err: unknown) => {
        logger.warn({ err, roomId: params.roomId }, 'A live room was not told of its change');
      });
  },
};
