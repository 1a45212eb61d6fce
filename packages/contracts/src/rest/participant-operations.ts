import { idSchema } from '../ids.ts';
import { participantSchema } from '../room/participant.ts';
import { operation, roomParams as room } from './operation.ts';
import { pageQuerySchema, pageSchema } from './page.ts';

const roomParticipant = room.extend({ participantId: idSchema('participant') });

export const participantOperations = {
  listParticipants: operation({
    method: 'get',
    path: '/v1/rooms/{roomId}/participants',
    summary: 'Who is in the room now',
    tag: 'Participants',
    params: room,
    query: pageQuerySchema,
    status: 200,
    response: pageSchema(participantSchema),
    errors: ['not-found'],
  }),
  ejectParticipant: operation({
    method: 'delete',
    path: '/v1/rooms/{roomId}/participants/{participantId}',
    summary: 'Eject somebody and keep them out for this session',
    tag: 'Participants',
    params: roomParticipant,
    status: 204,
    errors: ['not-found'],
  }),
} as const;
