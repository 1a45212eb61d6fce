import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { participantSchema } from '../room/participant.ts';
import { qualitySchema } from '../room/quality.ts';

/** Somebody in a live room with how their connection is, as only those outside the room see it at once. */
export const presentParticipantSchema = participantSchema
  .extend({
    connected: z.boolean().meta({ description: 'false: the connection is lost and the seat is kept' }),
    quality: qualitySchema.meta({ description: 'Of their network, as they measure it' }),
  })
  .meta({ id: 'PresentParticipant' });
export type PresentParticipant = z.infer<typeof presentParticipantSchema>;

const off = z.literal(false).optional();

/** What somebody shares can be switched off from outside, and never on. */
export const updateParticipantSchema = z
  .strictObject({ audio: off, video: off, screen: off })
  .refine((body) => Object.keys(body).length > 0, 'name at least one thing to switch off')
  .meta({ id: 'UpdateParticipant' });
export type UpdateParticipant = z.infer<typeof updateParticipantSchema>;

/** Names one participant of one room. */
export const roomParticipantParams = z.object({
  roomId: idSchema('room'),
  participantId: idSchema('participant'),
});
