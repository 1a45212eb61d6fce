import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { layoutMapSchema } from '../media/layout-map.ts';
import { mixerReplySchema, mixerRequestSchema, mixerSchema } from '../media/mixer.ts';
import { iceServerSchema } from '../room/frames.ts';
import { layoutSchema } from '../room/participant.ts';

const participantId = idSchema('participant');
const mixerId = idSchema('mixer');
const percent = z.number().min(0);

/** How busy a media node is. One core of CPU is 1. */
export const mediaLoadSchema = z.object({
  cores: percent,
  mixers: z.int().min(0),
  participants: z.int().min(0),
});
export type MediaLoad = z.infer<typeof mediaLoadSchema>;

/**
 * `POST {apiUrl}/internal/media-nodes` with `Authorization: Bearer <internal secret>`: a media node says that it is
 * there, every 2 s and whenever it begins to drain. A node not heard of for 5 s gets no new rooms.
 */
export const mediaNodeReportSchema = z.strictObject({
  nodeId: z.string().regex(/^media_[0-9A-Za-z]{24}$/),
  region: z.string().min(1).max(40),
  /** Where rooms reach it: a WebSocket address, the secret goes in the Authorization header. */
  controlUrl: z.url({ protocol: /^wss?$/ }),
  /** What it can carry: cores it may use and people it takes at most. */
  capacity: z.object({ cores: z.number().positive(), participants: z.int().min(0) }),
  load: mediaLoadSchema,
  draining: z.boolean(),
});
export type MediaNodeReport = z.infer<typeof mediaNodeReportSchema>;

/** One person as the mixer has to know them. */
export const mixedPersonSchema = z.strictObject({
  participantId,
  name: z.string(),
  audio: z.boolean(),
  video: z.boolean(),
  screen: z.boolean(),
});
export type MixedPerson = z.infer<typeof mixedPersonSchema>;

/** What a room's writer sends to the node that mixes it, one JSON text per WebSocket message. */
export const toMediaNodeSchema = z.discriminatedUnion('t', [
  /** Begins a mix, or takes over the one that is there when a room has found another writer. Answered by `opened`. */
  z.strictObject({
    t: z.literal('open'),
    mixer: mixerSchema,
    tenantId: idSchema('tenant'),
    roomId: idSchema('room'),
    sessionId: idSchema('session'),
    iceServers: z.array(iceServerSchema),
  }),
  /** The room as it is now, whole: sent whenever any of it changes. Whoever is not in it is disconnected. */
  z.strictObject({
    t: z.literal('room'),
    mixerId,
    people: z.array(mixedPersonSchema),
    layout: layoutSchema,
    spotlight: participantId.nullable(),
  }),
  z.strictObject({ t: z.literal('request'), mixerId, participantId, request: mixerRequestSchema }),
  z.strictObject({ t: z.literal('close'), mixerId }),
  z.strictObject({ t: z.literal('ping'), n: z.int() }),
]);
export type ToMediaNode = z.infer<typeof toMediaNodeSchema>;

/** What a media node sends to a room's writer. */
export const fromMediaNodeSchema = z.discriminatedUnion('t', [
  /** `fresh`: nothing of this mix was there before, so nobody is connected to it. */
  z.object({ t: z.literal('opened'), mixerId, fresh: z.boolean() }),
  /** The mix cannot be had here, or ended: place it elsewhere. */
  z.object({ t: z.literal('closed'), mixerId, reason: z.enum(['full', 'draining', 'failed', 'closed']) }),
  z.object({ t: z.literal('reply'), mixerId, participantId, reply: mixerReplySchema }),
  /** Media of this person flows (ICE and DTLS are done), or not any more. */
  z.object({ t: z.literal('connected'), mixerId, participantId, connected: z.boolean() }),
  z.object({ t: z.literal('layout'), mixerId, map: layoutMapSchema }),
  /** Loudness of those who are heard, dBov (0 is loudest, RFC 6464), and who speaks; at most 5 a second. */
  z.object({
    t: z.literal('levels'),
    mixerId,
    of: z.record(z.string(), z.number()),
    speaker: participantId.nullable(),
  }),
  z.object({ t: z.literal('pong'), n: z.int(), load: mediaLoadSchema, draining: z.boolean() }),
]);
export type FromMediaNode = z.infer<typeof fromMediaNodeSchema>;
