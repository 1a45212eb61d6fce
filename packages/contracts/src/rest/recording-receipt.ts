import { z } from 'zod';
import { layoutSchema } from '../room/participant.ts';
import { recordingSchema } from './recordings.ts';

const { shape } = recordingSchema;
const seconds = z.number().min(0);

/** What is known of a recording before its file is joined. */
export const receiptFactsSchema = z.object({
  recordingId: shape.id,
  ...{ roomId: shape.roomId, sessionId: shape.sessionId, startedBy: shape.startedBy },
  ...{ audioOnly: shape.audioOnly, audioCodec: shape.audioCodec, createdAt: shape.createdAt },
  ...{ startedAt: shape.startedAt, stoppedAt: shape.stoppedAt },
  stopReason: z.string().nullable(),
  participants: shape.participants,
});
export type ReceiptFacts = z.infer<typeof receiptFactsSchema>;

/** The file `receipt-….json` beside a recording: what it is of, who made it, and what to check it against. */
export const recordingReceiptSchema = receiptFactsSchema.extend({
  layouts: z.array(z.object({ startSeconds: seconds, layout: layoutSchema })),
  chapters: shape.chapters,
  gaps: shape.gaps,
  parts: z
    .array(
      z.object({
        part: z.int().min(1),
        startedAt: z.iso.datetime(),
        segments: z.int().min(1),
        durationSeconds: seconds,
      }),
    )
    .meta({ description: 'Unbroken runs at one recorder each' }),
  file: z.object({
    bytes: z.int(),
    sha256: z.string().meta({ description: 'In hex' }),
    contentType: z.string(),
    durationSeconds: seconds,
  }),
});
export type RecordingReceipt = z.infer<typeof recordingReceiptSchema>;
