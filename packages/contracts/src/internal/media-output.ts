import { z } from 'zod';
import { idSchema } from '../ids.ts';

/** Longer segments would lose more when a process dies in the middle of one. */
const segmentMsMax = 6000;

/** Names one output for as long as it is wanted, across every process that makes it. */
export const outputIdSchema = z.string().regex(/^[\w.-]{1,80}$/);

/** One closed piece of an output: a file that is whole on the disk when this is said. */
export const outputSegmentSchema = z.object({
  /** 1 for the first, without gaps in one folder. */
  number: z.int().min(1),
  /** Names in the output's folder; `init` is the beginning of a file that this segment follows. */
  file: z.string().regex(/^[\w.-]{1,80}$/),
  init: z.string().regex(/^[\w.-]{1,80}$/),
  /** Of its first picture or sound, in milliseconds since 1970. */
  startedAt: z.int().min(0),
  durationMs: z.int().min(0),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type OutputSegment = z.infer<typeof outputSegmentSchema>;

/** Where a stream goes besides HLS. The address has the secret key in it: it goes to the sending process, nowhere else. */
export const outputTargetSchema = z.strictObject({
  id: z.string().min(1).max(40),
  url: z.url({ protocol: /^rtmps?$/ }).max(2048),
});
export type OutputTarget = z.infer<typeof outputTargetSchema>;

/** How sending to a target goes. `detail` never has the address in it. */
export const outputTargetStateSchema = z.object({
  id: z.string().min(1).max(40),
  status: z.enum(['waiting', 'connecting', 'live', 'retrying', 'failed', 'ended']),
  detail: z.string().max(200).nullable(),
});
export type OutputTargetState = z.infer<typeof outputTargetStateSchema>;

/**
 * What a recorder sends to the media node of its machine, over the same control WebSocket as writers of rooms (ping and
 * pong are theirs). A wish stands until it is closed or its recorder has been away for 30 s: the media node makes the
 * output whenever the session is mixed here, and again behind what is there when a process or the mix was replaced.
 */
export const toMediaOutputsSchema = z.discriminatedUnion('t', [
  /** The first message of a recorder. Answered by `outputs.welcome`. */
  z.strictObject({ t: z.literal('outputs.hello') }),
  /** Of an output that is wished already only who hears of it changes. */
  z.strictObject({
    t: z.literal('output.open'),
    outputId: outputIdSchema,
    sessionId: idSchema('session'),
    /** Streams have a process of their own: their viewers cannot hurt recordings. */
    kind: z.enum(['recording', 'stream']),
    /** Absolute. What is there already is continued. */
    folder: z.string().min(1).max(1000),
    segmentMs: z.int().min(1000).max(segmentMsMax),
    /** Segments that stay on the disk; null: all of them. */
    keep: z.int().min(1).nullable(),
    audioOnly: z.boolean(),
    /** `path` is unguessable: whoever knows it may watch. Null: no HLS. */
    hls: z.strictObject({ path: z.string().regex(/^[\w-]{1,60}(\/[\w-]{1,60})*$/) }).nullable(),
    targets: z.array(outputTargetSchema).max(5),
  }),
  /** Writes what is left, then says `output.ended`, also of an output that is not known. */
  z.strictObject({ t: z.literal('output.close'), outputId: outputIdSchema }),
]);
export type ToMediaOutputs = z.infer<typeof toMediaOutputsSchema>;
export type OutputWish = Extract<ToMediaOutputs, { t: 'output.open' }>;

/** What a media node tells a recorder. */
export const fromMediaOutputsSchema = z.discriminatedUnion('t', [
  z.object({ t: z.literal('outputs.welcome'), nodeId: z.string() }),
  /** There is something to see or hear, `at` in milliseconds since 1970; said again when a process was replaced. */
  z.object({
    t: z.literal('output.begun'),
    outputId: outputIdSchema,
    at: z.int(),
    hlsUrl: z.url().nullable(),
  }),
  outputSegmentSchema.extend({ t: z.literal('output.segment'), outputId: outputIdSchema }),
  z.object({
    t: z.literal('output.targets'),
    outputId: outputIdSchema,
    targets: z.array(outputTargetStateSchema),
  }),
  z.object({ t: z.literal('output.ended'), outputId: outputIdSchema }),
  /** Nothing more is written; what was told as a segment stays. */
  z.object({ t: z.literal('output.failed'), outputId: outputIdSchema, reason: z.string() }),
]);
export type FromMediaOutputs = z.infer<typeof fromMediaOutputsSchema>;
