import { waitingSchema } from '../room/participant.ts';
import { operation, roomParams as room } from './operation.ts';
import { pageQuerySchema, pageSchema } from './page.ts';
import {
  presentParticipantSchema,
  roomParticipantParams as roomParticipant,
  updateParticipantSchema,
} from './present.ts';

export const participantOperations = {
  listParticipants: operation({
    method: 'get',
    path: '/v1/rooms/{roomId}/participants',
    summary: 'Who is in the room now',
    tag: 'Participants',
    params: room,
    query: pageQuerySchema,
    status: 200,
    response: pageSchema(presentParticipantSchema),
    errors: ['not-found'],
  }),
  updateParticipant: operation({
    method: 'patch',
    path: '/v1/rooms/{roomId}/participants/{participantId}',
    summary: 'Switch off what somebody shares',
    tag: 'Participants',
    params: roomParticipant,
    body: updateParticipantSchema,
    status: 204,
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
  listWaiting: operation({
    method: 'get',
    path: '/v1/rooms/{roomId}/lobby',
    summary: 'Who waits at the door',
    tag: 'Participants',
    params: room,
    query: pageQuerySchema,
    status: 200,
    response: pageSchema(waitingSchema),
    errors: ['not-found'],
  }),
  admitWaiting: operation({
    method: 'post',
    path: '/v1/rooms/{roomId}/lobby/{participantId}/admit',
    summary: 'Let somebody in who waits',
    tag: 'Participants',
    params: roomParticipant,
    status: 204,
    errors: ['not-found', 'room-full'],
  }),
  denyWaiting: operation({
    method: 'post',
    path: '/v1/rooms/{roomId}/lobby/{participantId}/deny',
    summary: 'Send somebody away who waits',
    tag: 'Participants',
    params: roomParticipant,
    status: 204,
    errors: ['not-found'],
  }),
} as const;
