import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { limits } from '../limits.ts';
import { audioCodecSchema, rtmpUrlSchema } from '../room/capture.ts';

/** A recording or a stream of one live session. */
export const captureIdSchema = z.union([idSchema('recording'), idSchema('stream')]);
export const captureKinds = ['recording', 'stream'] as const;
export type CaptureKind = (typeof captureKinds)[number];

/** An RTMP target with its address, key included: only ever on its way to the recorder. */
export const targetUrlSchema = z.object({ id: z.string().min(1).max(40), url: rtmpUrlSchema });
export type TargetUrl = z.infer<typeof targetUrlSchema>;

/**
 * Body of Jibri's `POST /jibri/api/v1.0/startService` (source: jitsi/jibri, doc/http_api.md), with what our own recorder
 * needs besides. Answered by 200, 412 while busy, 500.
 */
export const startServiceSchema = z.object({
  /** Id of the capture; `stopService` and health name it. */
  sessionId: z.string().min(1).max(100),
  callParams: z.object({ callUrlInfo: z.object({ baseUrl: z.string(), callName: z.string() }) }),
  sinkType: z.enum(['FILE', 'STREAM']),
  youTubeStreamKey: z.string().optional(),
  cloudmeet: z
    .object({
      tenantId: idSchema('tenant'),
      roomId: idSchema('room'),
      sessionId: idSchema('session'),
      /** Counts the runs of a capture from 1: a dead recorder or a moved mix begins the next. */
      part: z.int().min(1),
      audioOnly: z.boolean(),
      /** Of a recording; streams have AAC. */
      audioCodec: audioCodecSchema.default('aac'),
      hls: z.boolean(),
      targets: z.array(targetUrlSchema).max(limits.rtmpTargetsMax),
    })
    .optional(),
});
export type StartService = z.infer<typeof startServiceSchema>;

/** Answer of Jibri's `GET /jibri/api/v1.0/health`, with what our recorder tells besides. */
export const jibriHealthSchema = z.object({
  status: z.object({
    busyStatus: z.enum(['IDLE', 'BUSY', 'EXPIRED']),
    health: z.object({
      healthStatus: z.enum(['HEALTHY', 'UNHEALTHY']),
      details: z.record(z.string(), z.json()).optional(),
    }),
  }),
  cloudmeet: z.object({ captureId: captureIdSchema.nullable(), part: z.int().min(1).nullable() }).optional(),
});
export type JibriHealth = z.infer<typeof jibriHealthSchema>;
