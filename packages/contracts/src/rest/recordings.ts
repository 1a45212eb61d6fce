import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { limits } from '../limits.ts';
import { audioCodecSchema } from '../room/capture.ts';
import { layoutSchema } from '../room/participant.ts';
import { pageQuerySchema } from './page.ts';

export const startRecordingSchema = z
  .strictObject({
    audioOnly: z.boolean().optional().meta({ description: 'Sound alone; default false' }),
    audioCodec: audioCodecSchema.optional().meta({
      description:
        'Sound of the file; default `aac`, which plays everywhere. `opus` is the sound of the meeting as it is, for half of the work; QuickTime and many editors are silent then',
    }),
    layout: layoutSchema.optional().meta({
      description: 'Layout that the room takes on: one picture serves the people and the recording',
    }),
  })
  .meta({ id: 'StartRecording' });
export type StartRecording = z.infer<typeof startRecordingSchema>;

/** Who began a recording or a stream: somebody in the room, the customer's server, or the room's own settings. */
export const capturedBySchema = z
  .object({
    kind: z.enum(['participant', 'api', 'automatic']),
    id: z.string().nullable(),
    name: z.string().nullable(),
  })
  .meta({ id: 'StartedBy' });
export type CapturedBy = z.infer<typeof capturedBySchema>;

/** Why nothing came of it. */
export const captureFailureSchema = z.object({ code: z.string(), detail: z.string() });
export type CaptureFailure = z.infer<typeof captureFailureSchema>;

export const recordingStatuses = ['queued', 'recording', 'processing', 'ready', 'failed'] as const;
export const recordingStatusSchema = z.enum(recordingStatuses).meta({ id: 'RecordingStatus' });
export type RecordingStatus = z.infer<typeof recordingStatusSchema>;

const seconds = z.number().min(0);
export const chapterSchema = z.object({ startSeconds: seconds, title: z.string() });
export type Chapter = z.infer<typeof chapterSchema>;
export const gapSchema = z.object({ startSeconds: seconds, durationSeconds: seconds });
export type Gap = z.infer<typeof gapSchema>;
export const recordedPersonSchema = z.object({ userId: z.string(), name: z.string() });
export type RecordedPerson = z.infer<typeof recordedPersonSchema>;

export const recordingSchema = z
  .object({
    id: idSchema('recording'),
    roomId: idSchema('room'),
    sessionId: idSchema('session'),
    status: recordingStatusSchema,
    queuePosition: z.int().nullable().meta({ description: '1 is next; null unless it waits for a recorder' }),
    audioOnly: z.boolean(),
    audioCodec: audioCodecSchema,
    startedBy: capturedBySchema,
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    stoppedAt: z.iso.datetime().nullable(),
    readyAt: z.iso.datetime().nullable(),
    durationSeconds: seconds.nullable(),
    bytes: z.int().nullable(),
    sha256: z.string().nullable().meta({ description: 'Of the file, in hex' }),
    contentType: z.string().nullable(),
    chapters: z.array(chapterSchema),
    gaps: z.array(gapSchema).meta({ description: 'What the file lacks, in its own time' }),
    participants: z.array(recordedPersonSchema),
    failure: captureFailureSchema.nullable(),
    expiresAt: z.iso.datetime().nullable().meta({ description: 'When the file is deleted' }),
  })
  .meta({ id: 'Recording' });
export type Recording = z.infer<typeof recordingSchema>;

export const listRecordingsQuerySchema = pageQuerySchema.extend({
  roomId: idSchema('room').optional(),
  sessionId: idSchema('session').optional(),
  status: recordingStatusSchema.optional(),
});

const downloadSeconds = `must be a whole number from ${String(limits.downloadSecondsMin)} to ${String(limits.downloadSecondsMax)}`;

export const downloadQuerySchema = z.strictObject({
  expiresInSeconds: z
    .string()
    .regex(/^\d{1,7}$/, downloadSeconds)
    .transform(Number)
    .pipe(
      z.int().min(limits.downloadSecondsMin, downloadSeconds).max(limits.downloadSecondsMax, downloadSeconds),
    )
    .optional()
    .meta({ description: `Default ${String(limits.downloadSecondsDefault)}` }),
});

export const downloadSchema = z
  .object({
    url: z.string().meta({ description: 'Opens without a credential, ranges included, until it expires' }),
    receiptUrl: z.string().nullable().meta({
      description:
        'Likewise, its receipt, a JSON file: who made it and was in it, its parts and gaps, its checksum',
    }),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Download' });
export type Download = z.infer<typeof downloadSchema>;
