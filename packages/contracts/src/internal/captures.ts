import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { receiptFactsSchema } from '../rest/recording-receipt.ts';
import { chapterSchema, gapSchema } from '../rest/recordings.ts';
import { layoutSchema } from '../room/participant.ts';
import { targetStatusSchema } from '../room/capture.ts';
import { captureIdSchema, startServiceSchema } from './jibri.ts';

export const captureSteps = ['start', 'stop', 'finalize'] as const;
export type CaptureStep = (typeof captureSteps)[number];

const part = z.int().min(1);
const key = z.string().min(1).max(500);
const bytes = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const durationMs = z.number().min(0);

/**
 * A job on the queue: take this step of a capture, as this attempt of it. It carries ids alone; whether it still holds
 * is decided when it is claimed.
 */
export const captureJobSchema = z.strictObject({
  tenantId: idSchema('tenant'),
  captureId: captureIdSchema,
  step: z.enum(captureSteps),
  /** Fences off copies of a job that was handed out again since. Counts from 1. */
  attempt: z.int().min(1),
});
export type CaptureJob = z.infer<typeof captureJobSchema>;

/** One closed file of a part. `init` holds what a player needs before it (ISO BMFF initialisation segment). */
export const captureSegmentSchema = z.object({
  key,
  number: z.int().min(0),
  startedAt: z.iso.datetime(),
  durationMs,
  bytes,
  sha256,
  init: key,
});
export type CaptureSegment = z.infer<typeof captureSegmentSchema>;

/** Answer to the claim of `start` and `stop`: the request to make, null when the job does not hold any more. */
export const captureRequestClaimSchema = z.object({
  request: z
    .object({ url: z.url({ protocol: /^https?$/ }), body: z.union([startServiceSchema, z.strictObject({})]) })
    .nullable(),
});
export type CaptureRequestClaim = z.infer<typeof captureRequestClaimSchema>;

/** What is to be joined, and where to. */
export const finalizeWorkSchema = z.object({
  captureId: captureIdSchema,
  output: z.object({ key, receiptKey: key }),
  /** Places of the meeting, oldest first. Those of before it was recorded stand at its beginning. */
  chapters: z.array(z.object({ at: z.iso.datetime(), title: z.string() })),
  layouts: z.array(z.object({ at: z.iso.datetime(), layout: layoutSchema })),
  facts: receiptFactsSchema,
  parts: z.array(z.object({ part, audioOnly: z.boolean(), segments: z.array(captureSegmentSchema) })),
});
export type FinalizeWork = z.infer<typeof finalizeWorkSchema>;

/** Answer to the claim of `finalize`. */
export const finalizeClaimSchema = z.object({ work: finalizeWorkSchema.nullable() });
export type FinalizeClaim = z.infer<typeof finalizeClaimSchema>;

/** The joined file, read back. Times are those in the file. */
export const finalizedFileSchema = z.object({
  key,
  bytes,
  sha256,
  durationMs,
  gaps: z.array(gapSchema),
  chapters: z.array(chapterSchema).default([]),
  contentType: z.string(),
  /** What is known of it, as a file beside it. */
  receiptKey: key.nullable().default(null),
});
export type FinalizedFile = z.infer<typeof finalizedFileSchema>;

/** How a step went. `busy`: the seat has another capture (412); `unreachable`: no answer, it may have been done. */
export const captureOutcomeSchema = z.strictObject({
  status: z.enum(['done', 'busy', 'unreachable', 'failed']),
  httpStatus: z.int().min(100).max(999).optional(),
  detail: z.string().max(1000).optional(),
  file: finalizedFileSchema.optional(),
});
export type CaptureOutcome = z.infer<typeof captureOutcomeSchema>;

const targetProgressSchema = z.object({
  id: z.string(),
  status: targetStatusSchema,
  detail: z.string().max(300).nullable(),
});
export type TargetProgress = z.infer<typeof targetProgressSchema>;

/** What became of a part at its seat. */
export const captureProgressEventSchema = z.discriminatedUnion('e', [
  z.strictObject({ e: z.literal('started'), at: z.iso.datetime(), hlsUrl: z.string().optional() }),
  z.strictObject({
    e: z.literal('segment'),
    number: z.int().min(0),
    key,
    initKey: key,
    startedAt: z.iso.datetime(),
    durationMs,
    bytes,
    sha256,
  }),
  z.strictObject({ e: z.literal('targets'), targets: z.array(targetProgressSchema) }),
  /** How many watch by HLS now. */
  z.strictObject({
    e: z.literal('viewers'),
    viewers: z
      .int()
      .min(0)
      .max(2 ** 31 - 1),
  }),
  /** Nothing more comes; `lastNumber` is null when there was no segment. */
  z.strictObject({ e: z.literal('ended'), reason: z.string(), lastNumber: z.int().min(0).nullable() }),
  z.strictObject({ e: z.literal('failed'), code: z.string(), detail: z.string().max(1000) }),
]);
export type CaptureProgressEvent = z.infer<typeof captureProgressEventSchema>;

/**
 * What the workers and recorders ask the API: `POST /internal/captures/{claim|report|progress}` with
 * `Authorization: Bearer <internal secret>`. Report answers 204, progress 200 with `captureProgressReplySchema`.
 */
export const captureControlSchemas = {
  claim: captureJobSchema,
  report: captureJobSchema.extend({ outcome: captureOutcomeSchema }),
  progress: z.strictObject({
    tenantId: idSchema('tenant'),
    captureId: captureIdSchema,
    part,
    event: captureProgressEventSchema,
  }),
} as const;
export type CaptureProgress = z.infer<(typeof captureControlSchemas)['progress']>;

/**
 * Whether the recorder is to go on with this part. False: it is over, or another seat has it; what was recorded of it
 * may still be reported, and is taken until the capture is over.
 */
export const captureProgressReplySchema = z.object({ wanted: z.boolean() });
export type CaptureProgressReply = z.infer<typeof captureProgressReplySchema>;

/** One place for one capture at a recorder. */
export const recorderSeatSchema = z.strictObject({
  seat: z.int().min(0),
  /** Base of its Jibri API: `/jibri/api/v1.0/…` is below it. */
  url: z.url({ protocol: /^https?$/ }),
  captureId: captureIdSchema.nullable(),
});
export type RecorderSeat = z.infer<typeof recorderSeatSchema>;

/** `POST /internal/recorders`, every 2 s: a recorder says that it is there. */
export const recorderReportSchema = z.strictObject({
  recorderId: z.string().regex(/^recorder_[0-9A-Za-z]{24}$/),
  /** The media node whose mixes it records. */
  nodeId: z.string(),
  draining: z.boolean(),
  seats: z.array(recorderSeatSchema).max(200),
  diskFreeBytes: z.number().min(0),
});
export type RecorderReport = z.infer<typeof recorderReportSchema>;

/** Answer to such a report: what its seats have and nobody wants any more. It stops those as `stopService` would. */
export const recorderReplySchema = z.object({ unwanted: z.array(captureIdSchema) });
export type RecorderReply = z.infer<typeof recorderReplySchema>;
