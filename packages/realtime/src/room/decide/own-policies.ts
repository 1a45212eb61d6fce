import type { EntryBody, Policies } from '@cloudmeet/contracts';
import type { DecisionContext } from '../decided.ts';
import { samePolicies, statedPolicies } from '../room-view.ts';
import type { RoomView } from '../room-view.ts';
import { withLosses } from './with-losses.ts';

/**
 * The room's own policies become these, and what holds is that within the tenant's limits. Also noted when nothing
 * changes for anybody: a limit that is lifted later must not open what a host switched off under it.
 */
export function changeOwnPolicies(
  room: RoomView,
  ownPolicies: Policies,
  context: DecisionContext,
): EntryBody[] {
  const data = statedPolicies(ownPolicies, room.settings.policyLimits);
  const isSo =
    samePolicies(data.policies, room.state.policies) && samePolicies(ownPolicies, room.ownPolicies);
  return isSo ? [] : withLosses(room, context, [{ type: 'room.policyChanged', data }]);
}
