import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { limits } from '../limits.ts';

/** Where a stream is sent (Adobe RTMP 1.0): server, application and key. Whoever has it can stream there: a secret. */
export const rtmpUrlSchema = z
  .string()
  .max(limits.urlLength)
  .regex(/^rtmps?:\/\/[^\s/?#@]+\/[^\s#]+$/, 'must be like rtmp://server/app/key');

/** Sound of a recording's file. */
export const audioCodecSchema = z.enum(['aac', 'opus']);
export type AudioCodec = z.infer<typeof audioCodecSchema>;

export const targetStatusSchema = z.enum(['waiting', 'connecting', 'live', 'retrying', 'failed', 'ended']);
export type TargetStatus = z.infer<typeof targetStatusSchema>;

/** An RTMP server that a stream is sent to, without path and key. */
export const streamTargetSchema = z.object({ id: z.string(), host: z.string(), status: targetStatusSchema });
export type StreamTarget = z.infer<typeof streamTargetSchema>;

/** Why the room is not mixed although it should be: what is captured is the mix, so nothing is now. */
const unmixed = z.string().optional();

/** What the room knows of its recording while it is not over. */
export const roomRecordingSchema = z.object({
  recordingId: idSchema('recording'),
  status: z.enum(['starting', 'recording', 'stopping']),
  startedAt: z.iso.datetime().nullable(),
  /** Name of who started it; null: the room's settings or the customer's server. */
  by: z.string().nullable(),
  audioOnly: z.boolean(),
  requiresConsent: z.boolean(),
  unmixed,
});
export type RoomRecording = z.infer<typeof roomRecordingSchema>;

/** What the room knows of its stream while it is not over. */
export const roomStreamSchema = z.object({
  streamId: idSchema('stream'),
  status: z.enum(['starting', 'live', 'stopping']),
  startedAt: z.iso.datetime().nullable(),
  by: z.string().nullable(),
  hlsUrl: z.string().nullable(),
  targets: z.array(streamTargetSchema),
  unmixed,
});
export type RoomStream = z.infer<typeof roomStreamSchema>;

const recordingId = idSchema('recording');
const streamId = idSchema('stream');
const failure = { code: z.string(), detail: z.string() };

/** What each type of entry about a recording or a stream carries. No path or key of an RTMP address is ever in one. */
export const captureEntrySchemas = {
  'recording.requested': z.object({
    recordingId,
    audioOnly: z.boolean(),
    by: z.string().nullable(),
    requiresConsent: z.boolean(),
  }),
  'recording.started': z.object({ recordingId }),
  'recording.stopping': z.object({ recordingId, reason: z.string() }),
  'recording.stopped': z.object({ recordingId, reason: z.string() }),
  'recording.failed': z.object({ recordingId, ...failure }),
  /** Agreed to be recorded, for the rest of the session. */
  'recording.consented': z.object({ participantId: idSchema('participant') }),
  'stream.requested': z.object({
    streamId,
    by: z.string().nullable(),
    targets: z.array(streamTargetSchema.omit({ status: true })),
    hls: z.boolean(),
  }),
  'stream.started': z.object({ streamId, hlsUrl: z.string().nullable() }),
  'stream.changed': z.object({ streamId, targets: z.array(streamTargetSchema) }),
  'stream.stopping': z.object({ streamId, reason: z.string() }),
  'stream.stopped': z.object({ streamId, reason: z.string() }),
  'stream.failed': z.object({ streamId, ...failure }),
} as const;

/** At least one way out: HLS, which is the default when no RTMP target is named, or a target. */
export function hasOutput({ rtmpUrls = [], hls }: { rtmpUrls?: string[]; hls?: boolean }): boolean {
  return rtmpUrls.length > 0 || hls !== false;
}
