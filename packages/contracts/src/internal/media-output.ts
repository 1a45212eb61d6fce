import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { limits } from '../limits.ts';
import { audioCodecSchema, targetStatusSchema } from '../room/capture.ts';
import { captureKinds, targetUrlSchema } from './jibri.ts';

/** Names one part of one capture at a media node, across every process that makes it. */
const outputId = z.string().regex(/^[\w.-]{1,80}$/);
const fileName = z.string().regex(/^[\w.-]{1,80}$/);

/** One closed piece of an output: a file that is whole on the disk when this is said. Files lie in the output's folder. */
export const outputSegmentSchema = z.object({
  /** 1 for the first. */
  number: z.int().min(1),
  file: fileName,
  /** The beginning of a file that this segment follows. */
  init: fileName,
  /** Of its first picture or sound, in milliseconds since 1970. */
  startedAt: z.int().min(0),
  durationMs: z.int().min(0),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type OutputSegment = z.infer<typeof outputSegmentSchema>;

/** The file in an output's folder that lists its segments, one JSON line each, when all of them are kept. */
export const segmentManifestName = 'segments.jsonl';

/** How sending to a target goes. `detail` never has the address in it. */
export const outputTargetSchema = z.object({
  id: z.string(),
  status: targetStatusSchema,
  detail: z.string().max(300).nullable(),
});
export type OutputTarget = z.infer<typeof outputTargetSchema>;

/**
 * What a recorder asks its media node, on a connection of its own to the node's control WebSocket (ping and pong are
 * those of writers). Declarative: a wish stands until it is closed, or its connection has been gone for 30 s; the node
 * opens it whenever the session's mix is there, and again after its process or the mix was replaced.
 */
export const toMediaOutputSchema = z.discriminatedUnion('t', [
  /** The first message of a recorder. Answered by `outputs.welcome`. */
  z.strictObject({ t: z.literal('outputs.hello') }),
  /** Of an output that is wished already only changes who hears of it. */
  z.strictObject({
    t: z.literal('output.open'),
    outputId,
    sessionId: idSchema('session'),
    /** Streams have a process of their own: their viewers cannot hurt recordings. */
    kind: z.enum(captureKinds),
    /** Where the files go: an absolute path that both see. What is there already is continued. */
    folder: z.string().min(1).max(1000),
    segmentMs: z.int().min(100).max(6000),
    /** Segments that stay on disk; null: all. */
    keep: z.int().min(1).nullable(),
    audioOnly: z.boolean(),
    /** Of a recording; streams have AAC. */
    audioCodec: audioCodecSchema,
    /** `path` is unguessable: whoever knows it may watch. Null: no HLS. */
    hls: z.strictObject({ path: z.string().regex(/^[\w-]{1,60}(\/[\w-]{1,60})*$/) }).nullable(),
    targets: z.array(targetUrlSchema).max(limits.rtmpTargetsMax),
  }),
  /** Writes what is left, then says `output.ended`, also of an output that is not known. */
  z.strictObject({ t: z.literal('output.close'), outputId }),
]);
export type ToMediaOutput = z.infer<typeof toMediaOutputSchema>;
export type OutputWish = Extract<ToMediaOutput, { t: 'output.open' }>;

/** What a media node tells of an output. */
export const fromMediaOutputSchema = z.discriminatedUnion('t', [
  z.object({ t: z.literal('outputs.welcome'), nodeId: z.string() }),
  /** There is something to see or hear; said again when a process was replaced. */
  z.object({
    t: z.literal('output.begun'),
    outputId,
    /** In milliseconds since 1970. */
    at: z.int().min(0),
    /** Where browsers play it; null without HLS. */
    hlsUrl: z.string().nullable(),
  }),
  outputSegmentSchema.extend({ t: z.literal('output.segment'), outputId }),
  z.object({ t: z.literal('output.targets'), outputId, targets: z.array(outputTargetSchema) }),
  /** How many watch by HLS: when it begins, and when that has changed, at most every 3 s. */
  z.object({ t: z.literal('output.viewers'), outputId, viewers: z.int().min(0) }),
  z.object({ t: z.literal('output.ended'), outputId }),
  /** Nothing more is written; what was told as a segment stays. */
  z.object({ t: z.literal('output.failed'), outputId, reason: z.string() }),
]);
export type FromMediaOutput = z.infer<typeof fromMediaOutputSchema>;
