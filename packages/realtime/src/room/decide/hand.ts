import type { EntryBody } from '@cloudmeet/contracts';
import { unchanged } from '../decided.ts';
import { withTarget } from './deed.ts';
import type { CommandHandlers, Deed } from './deed.ts';
import { withLosses } from './with-losses.ts';

function lowered({ room }: Deed, participantId: string): EntryBody[] {
  return room.state.hands.includes(participantId) ? [{ type: 'hand.lowered', data: { participantId } }] : [];
}

/** Hands, and the permissions that answer them. An answered hand goes down. */
export const handCommands: CommandHandlers<
  'hand.raise' | 'hand.lower' | 'hand.lowerOther' | 'hand.invite' | 'hand.uninvite'
> = {
  'hand.raise': ({ room, self }) =>
    room.state.hands.includes(self.id)
      ? unchanged
      : { entries: [{ type: 'hand.raised', data: { participantId: self.id } }] },
  'hand.lower': (deed) => ({ entries: lowered(deed, deed.self.id) }),
  'hand.lowerOther': (deed, { participantId }) =>
    withTarget(deed, participantId, () => ({ entries: lowered(deed, participantId) })),
  'hand.invite': (deed, { participantId, permissions }) =>
    withTarget(deed, participantId, ({ granted }) => {
      const added = [...new Set(permissions)].filter((one) => !granted.includes(one));
      if (added.length === 0) return { entries: lowered(deed, participantId) };
      const grant: EntryBody = { type: 'participant.granted', data: { participantId, permissions: added } };
      return { entries: [grant, ...lowered(deed, participantId)] };
    }),
  'hand.uninvite': (deed, { participantId, permissions }) =>
    withTarget(deed, participantId, ({ granted }) => {
      const taken = granted.filter((one) => permissions.includes(one));
      if (taken.length === 0) return unchanged;
      const ungrant: EntryBody = {
        type: 'participant.ungranted',
        data: { participantId, permissions: taken },
      };
      return { entries: withLosses(deed.room, deed.context, [ungrant]) };
    }),
};
