import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { limits } from '../limits.ts';
import { presentParticipantSchema, updateParticipantSchema } from '../rest/present.ts';
import { capturedBySchema } from '../rest/recordings.ts';
import { audioCodecSchema, rtmpUrlSchema, targetStatusSchema } from '../room/capture.ts';
import { layoutSchema, waitingSchema } from '../room/participant.ts';
import { captureIdSchema } from './jibri.ts';

const tenantId = idSchema('tenant');

/** What came of a capture at its recorder. Saying the same twice changes nothing. */
export const captureChangeSchema = z.union([
  z.strictObject({ status: z.literal('started'), hlsUrl: z.string().optional() }),
  z.strictObject({ status: z.literal('stopped'), reason: z.string() }),
  z.strictObject({ status: z.literal('failed'), code: z.string(), detail: z.string() }),
  z.strictObject({ targets: z.array(z.object({ id: z.string(), status: targetStatusSchema })) }),
]);
export type CaptureChange = z.infer<typeof captureChangeSchema>;

const newCaptureSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('recording'),
    id: idSchema('recording'),
    audioOnly: z.boolean().optional(),
    audioCodec: audioCodecSchema.optional(),
    layout: layoutSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('stream'),
    id: idSchema('stream'),
    hls: z.boolean().optional(),
    rtmpUrls: z.array(rtmpUrlSchema).max(limits.rtmpTargetsMax).optional(),
  }),
]);

/**
 * What the API asks of the node that has a live room: `POST {internalUrl}/internal/rooms/{roomId}/{action}` with
 * `Authorization: Bearer <internal secret>`. The tenant comes along, so a node can refuse a room of another one.
 */
export const roomControlSchemas = {
  eject: z.strictObject({ tenantId: idSchema('tenant'), participantId: idSchema('participant') }),
  end: z.strictObject({ tenantId: idSchema('tenant'), reason: z.enum(['ended-by-api', 'room-deleted']) }),
  /** The room was changed over REST: the live room takes over name, limits and policies. */
  refresh: z.strictObject({ tenantId: idSchema('tenant') }),
  participants: z.strictObject({ tenantId }),
  /** Lets somebody in who waits. `participant-not-found`, `room-full`. */
  admit: z.strictObject({ tenantId, participantId: idSchema('participant') }),
  deny: z.strictObject({ tenantId, participantId: idSchema('participant') }),
  /** Switches off what somebody shares. `participant-not-found`. */
  switchOff: z.strictObject({
    tenantId,
    participantId: idSchema('participant'),
    media: updateParticipantSchema,
  }),
  /**
   * Begins a recording or a stream under an id that the API made; asking again with it changes nothing.
   * `session-not-live`, `already-recording`, `already-streaming`, `unprocessable`.
   */
  startCapture: z.strictObject({ tenantId, capture: newCaptureSchema, by: capturedBySchema }),
  /** Stops it if it is the room's present one: else `not-recording`, `not-streaming`. */
  stopCapture: z.strictObject({ tenantId, captureId: captureIdSchema, reason: z.string() }),
  captureChanged: z.strictObject({ tenantId, captureId: captureIdSchema, change: captureChangeSchema }),
  /** Where the room is mixed now. */
  mix: z.strictObject({ tenantId }),
} as const;
export type RoomControlAction = keyof typeof roomControlSchemas;
export type RoomControlBody<Action extends RoomControlAction> = z.infer<(typeof roomControlSchemas)[Action]>;

/** What the node answers with 200; every other action answers 204. Errors are problems with their codes. */
export const roomControlReplySchemas = {
  /** Who is in and who is at the door, each in the order they came. */
  participants: z.object({
    participants: z.array(presentParticipantSchema),
    waiting: z.array(waitingSchema),
  }),
  /** The session that is captured. */
  startCapture: z.object({ sessionId: idSchema('session') }),
  mix: z.object({ nodeId: z.string(), mixerId: idSchema('mixer') }).nullable(),
} as const;
