import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { limits } from '../limits.ts';
import { hasOutput, rtmpUrlSchema, targetStatusSchema } from '../room/capture.ts';
import { pageQuerySchema } from './page.ts';
import { capturedBySchema, captureFailureSchema } from './recordings.ts';

export const startStreamSchema = z
  .strictObject({
    rtmpUrls: z
      .array(rtmpUrlSchema)
      .max(limits.rtmpTargetsMax)
      .optional()
      .meta({ description: 'Servers to send it to, with their keys. Never shown again' }),
    hls: z
      .boolean()
      .optional()
      .meta({ description: 'Play it in browsers (HLS); default true when no rtmpUrls are named' }),
  })
  .refine(hasOutput, 'names no output')
  .meta({ id: 'StartStream' });
export type StartStream = z.infer<typeof startStreamSchema>;

export const streamStatuses = ['queued', 'live', 'ended', 'failed'] as const;
export const streamStatusSchema = z.enum(streamStatuses).meta({ id: 'StreamStatus' });
export type StreamStatus = z.infer<typeof streamStatusSchema>;

const restTargetSchema = z
  .object({
    id: z.string(),
    host: z.string().meta({ description: 'Path and key are never shown' }),
    status: targetStatusSchema,
    detail: z.string().nullable(),
    since: z.iso.datetime(),
  })
  .meta({ id: 'StreamTarget' });
export type RestTarget = z.infer<typeof restTargetSchema>;

export const streamSchema = z
  .object({
    id: idSchema('stream'),
    roomId: idSchema('room'),
    sessionId: idSchema('session'),
    status: streamStatusSchema,
    hls: z.object({ url: z.string() }).nullable(),
    targets: z.array(restTargetSchema),
    viewers: z.int().meta({ description: 'How many watch by HLS; of a stream that is over: when it ended' }),
    startedBy: capturedBySchema,
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
    failure: captureFailureSchema.nullable(),
  })
  .meta({ id: 'Stream' });
export type Stream = z.infer<typeof streamSchema>;

export const listStreamsQuerySchema = pageQuerySchema.extend({
  roomId: idSchema('room').optional(),
  sessionId: idSchema('session').optional(),
  status: streamStatusSchema.optional(),
});
