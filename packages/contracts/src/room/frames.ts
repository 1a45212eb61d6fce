import { z } from 'zod';
import { wireErrorSchema } from '../errors/wire-error.ts';
import { idSchema } from '../ids.ts';
import { limits } from '../limits.ts';
import { layoutMapSchema } from '../media/layout-map.ts';
import { mixerReplySchema, mixerSchema } from '../media/mixer.ts';
import { themeSchema } from '../page/theme.ts';
import { permissionSchema } from '../roles/permissions.ts';
import { roleSchema } from '../roles/role.ts';
import { lineSchema } from '../text.ts';
import { reactions } from './commands.ts';
import { entrySchema } from './entries.ts';
import { topologySchema } from './participant.ts';
import { qualitySchema } from './quality.ts';
import { signalSchema } from './signal.ts';
import { roomStateSchema } from './state.ts';

/** Version of the socket protocol, see docs/protocols/room-log.md. */
export const socketProtocolVersion = 1;

const participantId = idSchema('participant');
/** Made by the client, unique for it: 1 to 64 printable ASCII characters without spaces. */
export const commandIdSchema = z
  .string()
  .regex(/^[\x21-\x7E]{1,64}$/, 'must be 1 to 64 printable ASCII characters');
const seq = z.int().min(0);

export const resumeSchema = z.strictObject({
  participantId,
  credential: z.string().min(20).max(200),
  seq,
});

/** Everything a client may send. */
export const clientFrameSchema = z.discriminatedUnion('t', [
  z.strictObject({
    t: z.literal('hello'),
    v: z.int(),
    roomId: idSchema('room'),
    token: z.string().max(limits.tokenLength),
  }),
  z.strictObject({ t: z.literal('resume'), v: z.int(), roomId: idSchema('room'), resume: resumeSchema }),
  z.strictObject({
    t: z.literal('join'),
    name: lineSchema(limits.nameLength).optional(),
    audio: z.boolean(),
    video: z.boolean(),
    /** Agrees to be recorded: asked for by `preview.room.requiresConsent`. */
    consent: z.boolean().optional(),
  }),
  z.strictObject({ t: z.literal('cmd'), id: commandIdSchema, name: z.string().max(60), args: z.unknown() }),
  z.strictObject({ t: z.literal('ack'), seq }),
  z.strictObject({ t: z.literal('ping'), n: z.int().min(0) }),
  z.strictObject({ t: z.literal('leave') }),
]);
export type ClientFrame = z.infer<typeof clientFrameSchema>;

/** RTCIceServer (W3C WebRTC 4.2.4), credentials short-lived as coturn's REST scheme makes them. */
export const iceServerSchema = z.object({
  urls: z.array(z.string()).min(1),
  username: z.string().optional(),
  credential: z.string().optional(),
});
export type IceServer = z.infer<typeof iceServerSchema>;

/** Passed on at once and never stored. */
export const ephemeralSchema = z.discriminatedUnion('e', [
  z.object({ e: z.literal('reaction'), from: participantId, reaction: z.enum(reactions) }),
  z.object({ e: z.literal('signal'), from: participantId, signal: signalSchema }),
  z.object({ e: z.literal('mixer'), mixer: mixerSchema, reply: mixerReplySchema }),
  /** Who is where in the mixer's picture; only the newest counts. */
  z.object({ e: z.literal('layout'), map: layoutMapSchema }),
  /** Loudness of those who are heard in the mix, dBov, and who speaks; only the newest counts. */
  z.object({
    e: z.literal('levels'),
    of: z.record(z.string(), z.number()),
    speaker: participantId.nullable(),
  }),
  z.object({ e: z.literal('app'), from: participantId, data: z.json() }),
  /** Latest values for some participants; a left-out one is unchanged. */
  z.object({
    e: z.literal('presence'),
    of: z.record(z.string(), z.object({ connected: z.boolean(), quality: qualitySchema })),
  }),
]);
export type Ephemeral = z.infer<typeof ephemeralSchema>;

const sessionLimitsSchema = z.object({ publishersMax: z.int(), participantsMax: z.int() });

/** Before joining: what this room is, who is in it, what the token allows. */
const previewFrame = z.object({
  t: z.literal('preview'),
  v: z.int(),
  room: z.object({
    id: idSchema('room'),
    name: z.string(),
    startedAt: z.iso.datetime().nullable(),
    lobby: z.boolean(),
    locked: z.boolean(),
    topology: topologySchema,
    /** Made with a test key: only here `simulateScenario` works. */
    test: z.boolean().default(false),
    /** It is recorded, or will be from the start. */
    recording: z.boolean().default(false),
    /** Only who agrees to be recorded gets in. */
    requiresConsent: z.boolean().default(false),
  }),
  tenant: z.object({ name: z.string(), theme: themeSchema }),
  self: z.object({
    userId: z.string(),
    name: z.string().optional(),
    avatarUrl: z.string().optional(),
    role: roleSchema,
    allows: z.array(permissionSchema),
    /** Has a token of a viewer of the stream, and so needs no WebRTC: invited or not, there is always that to watch. */
    watches: z.boolean().optional(),
  }),
  people: z.array(z.object({ name: z.string(), avatarUrl: z.string().optional() })).max(12),
  participantCount: z.int().min(0),
  iceServers: z.array(iceServerSchema),
  /** `exp` of the token, seconds since the epoch. */
  expiresAtSeconds: z.int(),
});
export type Preview = z.infer<typeof previewFrame>;

const welcomeFrame = z.object({
  t: z.literal('welcome'),
  participantId,
  resume: z.object({ credential: z.string(), graceMs: z.int() }),
  state: roomStateSchema,
  grants: z.array(permissionSchema).optional(),
  iceServers: z.array(iceServerSchema),
  limits: sessionLimitsSchema,
  serverTime: z.iso.datetime(),
});
export type Welcome = z.infer<typeof welcomeFrame>;

/** Everything the server may send. */
export const serverFrameSchema = z.discriminatedUnion('t', [
  previewFrame,
  welcomeFrame,
  /** In the lobby: the same socket gets `welcome` or `bye` later. */
  z.object({ t: z.literal('waiting'), participantId, since: z.iso.datetime() }),
  /** Back after a cut: the missed entries follow `resume.seq` without a gap. */
  z.object({
    t: z.literal('resumed'),
    participantId,
    entries: z.array(entrySchema),
    iceServers: z.array(iceServerSchema),
    serverTime: z.iso.datetime(),
  }),
  /** Replaces the whole state: what this viewer may see has changed, or the gap was too long. */
  z.object({ t: z.literal('snapshot'), state: roomStateSchema }),
  z.object({ t: z.literal('batch'), entries: z.array(entrySchema), ephemeral: z.array(ephemeralSchema) }),
  z.object({ t: z.literal('ok'), id: commandIdSchema, seq: seq.optional() }),
  z.object({ t: z.literal('err'), id: commandIdSchema.optional(), error: wireErrorSchema }),
  z.object({ t: z.literal('pong'), n: z.int(), serverTime: z.iso.datetime() }),
  /** The last frame before the server closes. */
  z.object({ t: z.literal('bye'), error: wireErrorSchema }),
]);
export type ServerFrame = z.infer<typeof serverFrameSchema>;
