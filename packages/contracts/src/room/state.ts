import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { mixerSchema } from '../media/mixer.ts';
import { policiesSchema } from '../roles/policies.ts';
import { roomRecordingSchema, roomStreamSchema } from './capture.ts';
import { layoutSchema, participantSchema, topologySchema, waitingSchema } from './participant.ts';

export const chatMessageSchema = z.object({
  id: idSchema('message'),
  seq: z.int(),
  from: idSchema('participant'),
  fromName: z.string(),
  to: idSchema('participant').optional(),
  text: z.string(),
  at: z.iso.datetime(),
});
export type ChatMessage = z.infer<typeof chatMessageSchema>;

/** What is so in a room: a pure fold of its log. */
export const roomStateSchema = z.object({
  seq: z.int().min(0),
  sessionId: idSchema('session').nullable(),
  roomId: idSchema('room').nullable(),
  startedAt: z.iso.datetime().nullable(),
  ended: z.string().nullable(),
  topology: topologySchema,
  /** Where the media ladder is stepping to; null when it stands still. */
  preparing: topologySchema.nullable(),
  /** What mixes this room, or is about to. */
  mixer: mixerSchema.nullable(),
  /** Null unless the room is recorded, or about to be. */
  recording: roomRecordingSchema.nullable(),
  stream: roomStreamSchema.nullable(),
  policies: policiesSchema,
  locked: z.boolean(),
  layout: layoutSchema,
  spotlight: idSchema('participant').nullable(),
  participants: z.record(z.string(), participantSchema),
  waiting: z.record(z.string(), waitingSchema),
  /** Raised hands in the order they went up. */
  hands: z.array(idSchema('participant')),
  /** The newest messages, oldest first. */
  chat: z.array(chatMessageSchema),
});
export type RoomState = z.infer<typeof roomStateSchema>;
