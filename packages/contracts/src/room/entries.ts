import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { mixerSchema } from '../media/mixer.ts';
import { policiesSchema, policyPermissionSchema } from '../roles/policies.ts';
import { roleSchema } from '../roles/role.ts';
import { captureEntrySchemas } from './capture.ts';
import { deviceCodeSchema, deviceSchema, qualitySchema } from './quality.ts';
import {
  layoutSchema,
  leaveReasonSchema,
  participantSchema,
  topologySchema,
  waitingSchema,
} from './participant.ts';

const participantId = idSchema('participant');

const statedPolicies = {
  policies: policiesSchema,
  /** What the room itself and its hosts say, where the tenant's limits let it allow less. */
  ownPolicies: policiesSchema.optional(),
};

/** What each type of entry carries. A reducer of an older client skips types it does not know. */
export const entryDataSchemas = {
  'session.started': z.object({
    sessionId: idSchema('session'),
    roomId: idSchema('room'),
    topology: topologySchema,
    ...statedPolicies,
    locked: z.boolean(),
  }),
  'session.ended': z.object({ reason: z.enum(['ended-by-host', 'ended-by-api', 'empty', 'room-deleted']) }),
  'participant.joined': z.object({ participant: participantSchema }),
  'participant.left': z.object({ participantId, reason: leaveReasonSchema }),
  'participant.roleChanged': z.object({ participantId, role: roleSchema }),
  'participant.granted': z.object({ participantId, permissions: z.array(policyPermissionSchema) }),
  'participant.ungranted': z.object({ participantId, permissions: z.array(policyPermissionSchema) }),
  'media.changed': z.object({
    participantId,
    audio: z.boolean().optional(),
    video: z.boolean().optional(),
    screen: z.boolean().optional(),
  }),
  'hand.raised': z.object({ participantId }),
  'hand.lowered': z.object({ participantId }),
  'chat.sent': z.object({
    messageId: idSchema('message'),
    from: participantId,
    fromName: z.string(),
    to: participantId.optional(),
    text: z.string(),
  }),
  'chat.deleted': z.object({ messageId: idSchema('message') }),
  'lobby.waiting': z.object({ waiting: waitingSchema }),
  'lobby.left': z.object({ participantId, outcome: z.enum(['admitted', 'denied', 'gone']) }),
  'room.locked': z.object({ locked: z.boolean() }),
  'room.policyChanged': z.object(statedPolicies),
  'layout.set': z.object({ layout: layoutSchema }),
  'spotlight.set': z.object({ participantId: participantId.nullable() }),
  /** A step of the media ladder begins: both ways stand until `topology.changed` or `topology.kept`. */
  'topology.preparing': z.object({ to: topologySchema, reason: z.string(), mixer: mixerSchema.nullable() }),
  'topology.changed': z.object({ from: topologySchema, to: topologySchema, reason: z.string() }),
  /** The step was given up; nothing has changed for anybody. */
  'topology.kept': z.object({ reason: z.string() }),
  /** Who is mixed is mixed there from now on; null while no mixer can be had. */
  'mixer.assigned': z.object({ mixer: mixerSchema.nullable(), reason: z.string() }),
  ...captureEntrySchemas,
  /** For the records alone: how somebody's connection is from now on. */
  'presence.changed': z.object({ participantId, connected: z.boolean(), quality: qualitySchema }),
  /** For the records alone: a device of theirs did not work. */
  'device.failed': z.object({ participantId, device: deviceSchema, code: deviceCodeSchema }),
  /** Keeps `seq` dense for somebody who may not see the entry. */
  hidden: z.object({}),
} as const;

export type EntryType = keyof typeof entryDataSchemas;
export type EntryData<Type extends EntryType> = z.infer<(typeof entryDataSchemas)[Type]>;

/** Type and data of an entry before it has its place in the log. */
export type EntryBody = { [Type in EntryType]: { type: Type; data: EntryData<Type> } }[EntryType];

/** One entry of a room's log. `seq` is dense from 1 per session; `at` is the writer's time. */
export type Entry = EntryBody & {
  seq: number;
  at: string;
  /** Who did it; absent when the server or the customer's API did. */
  by?: string | undefined;
  /** The command of `by` that it came from, so that its sender can match it. */
  commandId?: string | undefined;
};

const [first, ...rest] = (Object.keys(entryDataSchemas) as EntryType[]).map((type) =>
  z.object({
    type: z.literal(type),
    data: entryDataSchemas[type],
    seq: z.int().min(1),
    at: z.iso.datetime(),
    by: participantId.optional(),
    commandId: z.string().max(64).optional(),
  }),
);
if (!first) throw new Error('there are no entry types');

// eslint-disable-next-line no-restricted-syntax -- the union is built by map, whose element type cannot be inferred
const knownEntrySchema = z.discriminatedUnion('type', [first, ...rest]) as unknown as z.ZodType<Entry>;

function unknownAsHidden(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('type' in value)) return value;
  const isUnknown = typeof value.type === 'string' && !Object.hasOwn(entryDataSchemas, value.type);
  return isUnknown ? { ...value, type: 'hidden', data: {} } : value;
}

/**
 * Parses an entry that came over the wire or out of the database. A type that a newer version writes becomes `hidden`,
 * which keeps `seq` dense; a known type with wrong data is refused.
 */
export const entrySchema: z.ZodType<Entry> = z.preprocess(unknownAsHidden, knownEntrySchema);
