import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { roomSchema } from '../rest/rooms.ts';

/** `data` of the webhooks that the REST API makes, by their type. Written to the outbox with the change itself. */
export const restEventSchemas = {
  'room.created': z.object({ room: roomSchema }),
  'room.deleted': z.object({ roomId: idSchema('room') }),
} as const;

export type RestEventType = keyof typeof restEventSchemas;
/** Type and data of one such webhook. */
export type RestEvent = {
  [Type in RestEventType]: { type: Type; data: z.infer<(typeof restEventSchemas)[Type]> };
}[RestEventType];
