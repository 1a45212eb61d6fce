import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { limits } from '../limits.ts';
import { roleSchema } from '../roles/role.ts';
import { topologySchema } from '../room/participant.ts';
import { lineSchema } from '../text.ts';
import { pageQuerySchema } from './page.ts';

export const sessionSchema = z
  .object({
    id: idSchema('session'),
    roomId: idSchema('room'),
    roomName: z.string(),
    externalId: z.string().nullable(),
    topology: topologySchema.meta({ description: 'Now, or at its end' }),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    endReason: z.string().nullable(),
    participantPeak: z.int(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof sessionSchema>;

/** One presence in a session, as the records keep it. */
const presenceSchema = z
  .object({
    id: idSchema('participant'),
    userId: z.string(),
    name: z.string(),
    role: roleSchema,
    joinedAt: z.iso.datetime(),
    leftAt: z.iso.datetime().nullable(),
    leaveReason: z.string().nullable(),
  })
  .meta({ id: 'Presence' });

export const sessionDetailSchema = sessionSchema
  .extend({
    participants: z
      .array(presenceSchema)
      .meta({ description: `In the order they joined, ${String(limits.presencesMax)} at most` }),
  })
  .meta({ id: 'SessionDetail' });
export type SessionDetail = z.infer<typeof sessionDetailSchema>;

export const listSessionsQuerySchema = pageQuerySchema.extend({
  roomId: idSchema('room').optional(),
  externalId: lineSchema(limits.externalIdLength).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
});

export const timelineEntrySchema = z
  .object({
    seq: z.int(),
    at: z.iso.datetime(),
    type: z.string().meta({ description: 'As in the room log, such as participant.joined' }),
    participantId: z.string().nullable().meta({ description: 'Whom it is about' }),
    by: z.string().nullable().meta({ description: 'Who did it; null: the server or the API' }),
    data: z.record(z.string(), z.json()).meta({ description: 'Without what people wrote to each other' }),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

export const timelineQuerySchema = pageQuerySchema.extend({
  participantId: idSchema('participant').optional(),
});
