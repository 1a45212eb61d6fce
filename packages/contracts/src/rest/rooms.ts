import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { boundedObjectSchema } from '../json.ts';
import { limits } from '../limits.ts';
import { policiesInputSchema, policiesSchema } from '../roles/policies.ts';
import { topologySchema } from '../room/participant.ts';
import { lineSchema } from '../text.ts';
import { pageQuerySchema } from './page.ts';

export const roomModeSchema = z.enum(['auto', 'p2p', 'mixed', 'stream']);
export type RoomMode = z.infer<typeof roomModeSchema>;

const recordingSettingsSchema = z
  .strictObject({
    automatic: z.boolean().optional().meta({ description: 'Start with the session' }),
    requireConsent: z
      .boolean()
      .optional()
      .meta({ description: 'People agree before they join a recorded session' }),
  })
  .meta({ id: 'RecordingSettings' });

const externalIdSchema = lineSchema(limits.externalIdLength).meta({
  description: "The tenant's own id, e.g. of its customer",
});
const metadataSchema = boundedObjectSchema(limits.metadataBytes, limits.metadataDepth);
const maxParticipantsSchema = z.int().min(1).max(limits.roomParticipantsMax);

/** What a room is when its creator does not say. */
export const roomDefaults = {
  name: 'Room',
  mode: 'auto',
  maxParticipants: limits.roomParticipantsMax,
  lobby: false,
} as const;

export const createRoomSchema = z
  .strictObject({
    name: lineSchema(limits.roomNameLength).optional(),
    mode: roomModeSchema.optional(),
    maxParticipants: maxParticipantsSchema.optional(),
    lobby: z.boolean().optional(),
    policies: policiesInputSchema.optional(),
    recording: recordingSettingsSchema.optional(),
    externalId: externalIdSchema.optional(),
    metadata: metadataSchema.optional(),
  })
  .meta({ id: 'CreateRoom' });
export type CreateRoom = z.infer<typeof createRoomSchema>;

export const updateRoomSchema = z
  .strictObject({
    name: lineSchema(limits.roomNameLength).optional(),
    mode: roomModeSchema.optional(),
    maxParticipants: maxParticipantsSchema.optional(),
    lobby: z.boolean().optional(),
    policies: policiesInputSchema.optional(),
    recording: recordingSettingsSchema.optional(),
    externalId: externalIdSchema.nullable().optional(),
    metadata: metadataSchema.optional(),
  })
  .refine((body) => Object.keys(body).length > 0, 'name at least one field to change')
  .meta({ id: 'UpdateRoom' });
export type UpdateRoom = z.infer<typeof updateRoomSchema>;

export const liveSessionSchema = z
  .object({
    id: idSchema('session'),
    topology: topologySchema,
    participantCount: z.int(),
    startedAt: z.iso.datetime(),
  })
  .meta({ id: 'LiveSession' });

export const roomSchema = z
  .object({
    id: idSchema('room'),
    name: z.string(),
    url: z.string().meta({ description: 'Where the room page is; a token opens it' }),
    mode: roomModeSchema,
    maxParticipants: z.int(),
    lobby: z.boolean(),
    locked: z.boolean(),
    policies: policiesSchema,
    recording: recordingSettingsSchema,
    externalId: z.string().nullable(),
    metadata: z.record(z.string(), z.json()),
    test: z.boolean().meta({ description: 'Made with a test key' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    session: liveSessionSchema.nullable(),
  })
  .meta({ id: 'Room' });
export type Room = z.infer<typeof roomSchema>;

const yesOrNoSchema = z.enum(['true', 'false']).transform((text) => text === 'true');

export const listRoomsQuerySchema = pageQuerySchema.extend({
  externalId: lineSchema(limits.externalIdLength).optional(),
  search: lineSchema(limits.roomNameLength)
    .optional()
    .meta({ description: 'A part of the name; case and accents do not matter' }),
  live: yesOrNoSchema.optional().meta({ description: 'With a session that runs now, or without one' }),
  test: yesOrNoSchema.optional().meta({ description: 'Made with a test key, or not' }),
  mode: roomModeSchema.optional(),
});
