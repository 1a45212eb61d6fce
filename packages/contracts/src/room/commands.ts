import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { boundedJsonSchema } from '../json.ts';
import { limits } from '../limits.ts';
import { mixerRequestSchema, mixerSchema } from '../media/mixer.ts';
import type { Permission } from '../roles/permissions.ts';
import { policiesInputSchema, policyPermissionSchema } from '../roles/policies.ts';
import { roleSchema } from '../roles/role.ts';
import { proseSchema } from '../text.ts';
import { audioCodecSchema, hasOutput, rtmpUrlSchema } from './capture.ts';
import { layoutSchema, topologySchema } from './participant.ts';
import { deviceCodeSchema, deviceSchema, qualitySchema } from './quality.ts';
import { signalSchema } from './signal.ts';

const participantId = idSchema('participant');
const target = z.strictObject({ participantId });
const nothing = z.strictObject({});
const mediaKinds = z
  .array(z.enum(['audio', 'video']))
  .min(1)
  .max(2);

export const reactions = ['👍', '👏', '❤️', '😂', '😮', '🎉'] as const;
export type Reaction = (typeof reactions)[number];

export interface CommandSpec<Args extends z.ZodType> {
  /** The row of the permission table that decides it. */
  permission: Permission;
  args: Args;
  /** `log`: becomes an entry everyone sees in one order. `ephemeral`: passed on at once, never stored. */
  kind: 'log' | 'ephemeral';
}

const log = <Args extends z.ZodType>(permission: Permission, args: Args): CommandSpec<Args> => ({
  permission,
  args,
  kind: 'log',
});
const ephemeral = <Args extends z.ZodType>(permission: Permission, args: Args): CommandSpec<Args> => ({
  permission,
  args,
  kind: 'ephemeral',
});

/** Every command of the socket: its permission, its arguments, and whether it is logged. */
export const commandSpecs = {
  'media.publish': log('media.publish', z.strictObject({ kinds: mediaKinds })),
  'media.unpublish': log('room.join', z.strictObject({ kinds: mediaKinds })),
  'screen.share': log('screen.share', nothing),
  'screen.unshare': log('room.join', nothing),
  'chat.send': log('chat.send', z.strictObject({ text: proseSchema(limits.chatTextLength) })),
  'chat.direct': log(
    'chat.direct',
    z.strictObject({ to: participantId, text: proseSchema(limits.chatTextLength) }),
  ),
  'chat.delete': log('chat.delete', z.strictObject({ messageId: idSchema('message') })),
  'hand.raise': log('hand.raise', nothing),
  'hand.lower': log('hand.raise', nothing),
  'hand.lowerOther': log('hand.lowerOther', target),
  'hand.invite': log(
    'hand.invite',
    z.strictObject({ participantId, permissions: z.array(policyPermissionSchema).min(1).max(5) }),
  ),
  'hand.uninvite': log(
    'hand.invite',
    z.strictObject({ participantId, permissions: z.array(policyPermissionSchema).min(1).max(5) }),
  ),
  'participant.mute': log('participant.mute', target),
  'participant.stopVideo': log('participant.stopVideo', target),
  /** Who may stop a picture may stop a shared screen too. */
  'participant.stopScreen': log('participant.stopVideo', target),
  'participant.remove': log('participant.remove', target),
  'participant.changeRole': log(
    'participant.changeRole',
    z.strictObject({ participantId, role: roleSchema }),
  ),
  'lobby.admit': log('lobby.admit', target),
  'lobby.deny': log('lobby.admit', target),
  'room.lock': log('room.lock', z.strictObject({ locked: z.boolean() })),
  'room.end': log('room.end', nothing),
  'room.updatePolicy': log('room.updatePolicy', z.strictObject({ policies: policiesInputSchema })),
  'layout.set': log('layout.set', z.strictObject({ layout: layoutSchema })),
  'spotlight.set': log('spotlight.set', z.strictObject({ participantId: participantId.nullable() })),
  'recording.start': log(
    'recording.start',
    z.strictObject({ audioOnly: z.boolean().optional(), audioCodec: audioCodecSchema.optional() }),
  ),
  'recording.stop': log('recording.stop', nothing),
  /** Agrees to be recorded. */
  'recording.consent': log('room.join', nothing),
  'stream.start': log(
    'stream.start',
    z
      .strictObject({
        rtmpUrls: z.array(rtmpUrlSchema).max(limits.rtmpTargetsMax).optional(),
        hls: z.boolean().optional(),
      })
      .refine(hasOutput, 'names no output'),
  ),
  'stream.stop': log('stream.stop', nothing),
  'reaction.send': ephemeral('reaction.send', z.strictObject({ reaction: z.enum(reactions) })),
  'presence.set': ephemeral('room.join', z.strictObject({ quality: qualitySchema })),
  /** One's own device did not work: kept in the records, told to nobody in the room. */
  'device.report': ephemeral('room.join', z.strictObject({ device: deviceSchema, code: deviceCodeSchema })),
  'signal.send': ephemeral('room.join', z.strictObject({ to: participantId, signal: signalSchema })),
  /** To the mixer that the room has; one that names an older one is refused. */
  'mixer.send': ephemeral('room.join', z.strictObject({ mixer: mixerSchema, request: mixerRequestSchema })),
  /** Media flows over that topology (and mixer): the step may be made. */
  'topology.ready': ephemeral(
    'room.join',
    z.strictObject({ topology: topologySchema, mixer: mixerSchema.nullable() }),
  ),
  'app.send': ephemeral(
    'room.join',
    z.strictObject({ to: participantId.optional(), data: boundedJsonSchema(limits.appMessageBytes, 8) }),
  ),
} as const;

export type CommandName = keyof typeof commandSpecs;
export const commandNames = Object.keys(commandSpecs) as [CommandName, ...CommandName[]];
export type CommandArgs<Name extends CommandName> = z.infer<(typeof commandSpecs)[Name]['args']>;

/** A command whose arguments were parsed, narrowed by its name. */
export type Command = { [Name in CommandName]: { name: Name; args: CommandArgs<Name> } }[CommandName];

export function isCommandName(text: string): text is CommandName {
  return Object.hasOwn(commandSpecs, text);
}
