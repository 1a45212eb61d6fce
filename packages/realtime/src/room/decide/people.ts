import { CloudMeetError } from '@cloudmeet/contracts';
import type { EntryBody, Participant } from '@cloudmeet/contracts';
import { unchanged } from '../decided.ts';
import type { Outcome } from '../decided.ts';
import type { RoomView } from '../room-view.ts';
import { withTarget } from './deed.ts';
import type { CommandHandlers } from './deed.ts';
import { changeMedia } from './media.ts';
import { removal } from './removal.ts';
import { withLosses } from './with-losses.ts';

function isLastHost(room: RoomView, one: Participant): boolean {
  const hosts = Object.values(room.state.participants).filter(({ role }) => role === 'host');
  return hosts.length === 1 && hosts[0]?.id === one.id;
}

/** What hosts and moderators do to others. A host is never removed, and the last one stays a host. */
export const peopleCommands: CommandHandlers<
  | 'participant.mute'
  | 'participant.stopVideo'
  | 'participant.stopScreen'
  | 'participant.remove'
  | 'participant.changeRole'
> = {
  'participant.mute': (deed, { participantId }) =>
    withTarget(deed, participantId, (target) => changeMedia(target, { audio: false })),
  'participant.stopVideo': (deed, { participantId }) =>
    withTarget(deed, participantId, (target) => changeMedia(target, { video: false })),
  'participant.stopScreen': (deed, { participantId }) =>
    withTarget(deed, participantId, (target) => changeMedia(target, { screen: false })),
  'participant.remove': (deed, { participantId }) =>
    withTarget(deed, participantId, (target): Outcome => {
      if (target.role === 'host')
        return new CloudMeetError('not-permitted', { detail: 'A host cannot be removed.' });
      if (target.id === deed.self.id)
        return new CloudMeetError('conflict', { detail: 'You cannot remove yourself; leave instead.' });
      return removal(deed.room, participantId, ({ role }) => role !== 'host');
    }),
  'participant.changeRole': (deed, { participantId, role }) =>
    withTarget(deed, participantId, (target): Outcome => {
      if (target.role === role) return unchanged;
      if (isLastHost(deed.room, target))
        return new CloudMeetError('conflict', { detail: 'The last host must stay a host.' });
      const change: EntryBody = { type: 'participant.roleChanged', data: { participantId, role } };
      return { entries: withLosses(deed.room, deed.context, [change]) };
    }),
};
