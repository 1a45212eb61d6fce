import { changedPolicies, CloudMeetError, limitPolicies, mergePolicies } from '@cloudmeet/contracts';
import type { EntryBody, Policies } from '@cloudmeet/contracts';
import { unchanged } from '../decided.ts';
import { withTarget } from './deed.ts';
import type { CommandHandlers } from './deed.ts';
import { withLosses } from './with-losses.ts';

/** True when two policies say the same, however they say it. */
export function samePolicies(one: Policies, other: Policies): boolean {
  return Object.keys(changedPolicies(one, other)).length === 0;
}

/** What holds for the room as a whole. */
export const roomCommands: CommandHandlers<
  'room.lock' | 'room.end' | 'room.updatePolicy' | 'layout.set' | 'spotlight.set'
> = {
  'room.lock': ({ room }, { locked }) =>
    room.state.locked === locked ? unchanged : { entries: [{ type: 'room.locked', data: { locked } }] },
  'room.end': () => ({ entries: [{ type: 'session.ended', data: { reason: 'ended-by-host' } }] }),
  'room.updatePolicy': ({ room, context }, input) => {
    const policies = mergePolicies(room.state.policies, input.policies);
    if (samePolicies(policies, room.state.policies)) return unchanged;
    if (!samePolicies(policies, limitPolicies(policies, room.settings.policyLimits)))
      return new CloudMeetError('not-permitted', {
        detail: 'The policies of this organisation allow no room that much.',
      });
    const change: EntryBody = { type: 'room.policyChanged', data: { policies } };
    return { entries: withLosses(room, context, [change]) };
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
