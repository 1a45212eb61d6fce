import { z } from 'zod';
import type { Role } from './role.ts';

/** `yes`, `no`, or what the room's policy says. */
type Rule = 'yes' | 'no' | 'policy';

const everyone = { host: 'yes', moderator: 'yes', attendee: 'yes' } as const;
const byPolicy = { host: 'yes', moderator: 'yes', attendee: 'policy' } as const;
const moderators = { host: 'yes', moderator: 'yes', attendee: 'no' } as const;
const hosts = { host: 'yes', moderator: 'no', attendee: 'no' } as const;
const moderatorsByPolicy = { host: 'policy', moderator: 'policy', attendee: 'no' } as const;
const hostsByPolicy = { host: 'policy', moderator: 'no', attendee: 'no' } as const;

/**
 * The one table that decides every command, on REST and on the socket alike. What has no row is denied, and a
 * command without a row does not compile.
 */
export const permissionTable = {
  'room.join': everyone,
  'hand.raise': everyone,
  'question.ask': everyone,
  'question.upvote': everyone,
  'poll.vote': everyone,
  'reaction.send': everyone,

  'media.publish': byPolicy,
  'screen.share': byPolicy,
  'chat.send': byPolicy,
  'chat.direct': byPolicy,
  'notes.edit': byPolicy,

  'hand.lowerOther': moderators,
  'hand.invite': moderators,
  'participant.mute': moderators,
  'participant.stopVideo': moderators,
  'participant.remove': moderators,
  'lobby.admit': moderators,
  'room.lock': moderators,
  'layout.set': moderators,
  'spotlight.set': moderators,
  'chat.delete': moderators,
  'poll.manage': moderators,
  'question.moderate': moderators,
  'playback.control': moderators,
  'content.present': moderators,
  'content.upload': moderators,
  'breakout.manage': moderators,
  'recording.start': moderatorsByPolicy,
  'recording.stop': moderators,

  'room.end': hosts,
  'participant.changeRole': hosts,
  'stream.start': hostsByPolicy,
  'stream.stop': hosts,
  'room.updatePolicy': hosts,
} as const satisfies Record<string, Record<Role, Rule>>;

export type Permission = keyof typeof permissionTable;
export const permissions = Object.keys(permissionTable) as [Permission, ...Permission[]];
export const permissionSchema = z.enum(permissions).meta({ id: 'Permission' });
