import { CloudMeetError, limitPolicies, mergePolicies } from '@cloudmeet/contracts';
import type { EntryBody } from '@cloudmeet/contracts';
import { unchanged } from '../decided.ts';
import { samePolicies } from '../room-view.ts';
import { withTarget } from './deed.ts';
import type { CommandHandlers } from './deed.ts';
import { changeOwnPolicies } from './own-policies.ts';

/** What holds for the room as a whole. */
export const roomCommands: CommandHandlers<
  'room.lock' | 'room.end' | 'room.updatePolicy' | 'layout.set' | 'spotlight.set'
> = {
  'room.lock': ({ room }, { locked }) =>
    room.state.locked === locked ? unchanged : { entries: [{ type: 'room.locked', data: { locked } }] },
  'room.end': () => ({ entries: [{ type: 'session.ended', data: { reason: 'ended-by-host' } }] }),
  'room.updatePolicy': ({ room, context }, input) => {
    const asked = mergePolicies(room.state.policies, input.policies);
    if (!samePolicies(asked, limitPolicies(asked, room.settings.policyLimits)))
      return new CloudMeetError('not-permitted', {
        detail: 'The policies of this organisation allow no room that much.',
      });
    return { entries: changeOwnPolicies(room, mergePolicies(room.ownPolicies, input.policies), context) };
  },
  'layout.set': ({ room }, { layout }) =>
    room.state.layout === layout ? unchanged : { entries: [{ type: 'layout.set', data: { layout } }] },
  'spotlight.set': (deed, { participantId }) => {
    if (deed.room.state.spotlight === participantId) return unchanged;
    const set: EntryBody = { type: 'spotlight.set', data: { participantId } };
    return participantId === null
      ? { entries: [set] }
      : withTarget(deed, participantId, () => ({ entries: [set] }));
  },
};
