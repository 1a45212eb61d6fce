import { defaultPolicies, mergePolicies, newId, roomDefaults } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { announceRoom } from '../../rooms/announce-room.ts';
import { checkRecording } from '../../rooms/check-recording.ts';
import { roomBody } from '../../rooms/room-body.ts';

export const createRoom: OperationHandler<'createRoom'> = {
  async inTransaction(repos, { body, credential }, { publicRoomUrl }) {
    const room = await repos.rooms.create({
      id: newId('room'),
      name: body.name ?? roomDefaults.name,
      mode: body.mode ?? roomDefaults.mode,
      maxParticipants: body.maxParticipants ?? roomDefaults.maxParticipants,
      lobby: body.lobby ?? roomDefaults.lobby,
      policies: mergePolicies(defaultPolicies, body.policies ?? {}),
      recording: body.recording ?? {},
      externalId: body.externalId ?? null,
      metadata: body.metadata ?? {},
      test: credential.kind === 'test',
    });
    checkRecording(room);
    const shown = roomBody(room, null, publicRoomUrl);
    await announceRoom(repos, room.id, { type: 'room.created', data: { room: shown } });
    return { body: shown, version: room.version };
  },
};
