import { entrySchema, layoutMapSchema, qualitySchema, serverFrameSchema } from '@cloudmeet/contracts';
import type { Preview } from '@cloudmeet/contracts';
import { z } from 'zod';

const previewSchema = z.custom<Preview>((value) => {
  const frame = serverFrameSchema.safeParse(value);
  return frame.success && frame.data.t === 'preview';
});

/** A meeting that was held against a real node: what its log and its mixer said, and where in it something is so. */
export const recordedMeetingSchema = z.object({
  /** The whole log of the session, dense from 1. */
  entries: z.array(entrySchema).min(1),
  /** Maps of the composed picture, each after the entry `seq`. */
  maps: z.array(z.object({ seq: z.int(), map: layoutMapSchema })),
  /** How somebody's connection was from the entry `seq` on. */
  presence: z.array(
    z.object({
      ...{ seq: z.int(), participantId: z.string() },
      ...{ connected: z.boolean(), quality: qualitySchema },
    }),
  ),
  /** What the server said before joining, to whom it was told at that moment. */
  previews: z.record(z.string(), previewSchema),
  /** Moments by name: the last `seq` that is part of each. */
  marks: z.record(z.string(), z.int()),
  /** Participant ids by name. */
  people: z.record(z.string(), z.string()),
});
export type RecordedMeeting = z.infer<typeof recordedMeetingSchema>;
