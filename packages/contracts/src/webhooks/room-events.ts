import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { leaveReasonSchema, participantSchema, topologySchema, waitingSchema } from '../room/participant.ts';

const session = { roomId: idSchema('room'), sessionId: idSchema('session') };

/** `data` of the webhooks that a live room makes, by their type. Written to the outbox with the log entry itself. */
export const roomEventSchemas = {
  'session.started': z.object({ ...session, startedAt: z.iso.datetime() }),
  'session.ended': z.object({
    ...session,
    reason: z.string(),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime(),
  }),
  'participant.joined': z.object({ ...session, participant: participantSchema }),
  'participant.left': z.object({
    ...session,
    participant: participantSchema,
    reason: leaveReasonSchema,
    leftAt: z.iso.datetime(),
  }),
  'lobby.waiting': z.object({ ...session, waiting: waitingSchema }),
  'topology.changed': z.object({
    ...session,
    from: topologySchema,
    to: topologySchema,
    reason: z.string(),
    changedAt: z.iso.datetime(),
  }),
} as const;

export type RoomEventType = keyof typeof roomEventSchemas;
/** Type and data of one such webhook. */
export type RoomEvent = {
  [Type in RoomEventType]: { type: Type; data: z.infer<(typeof roomEventSchemas)[Type]> };
}[RoomEventType];
