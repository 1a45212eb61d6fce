import { CloudMeetError, decide } from '@cloudmeet/contracts';
import type {
  CommandArgs,
  CommandName,
  Decision,
  MediaKind,
  Participant,
  Permission,
  Standing,
} from '@cloudmeet/contracts';
import type { DecisionContext, Outcome } from '../decided.ts';
import type { RoomView } from '../room-view.ts';

/** Somebody does something: who they are and what they may do come from the session, never from a payload. */
export interface Deed {
  room: RoomView;
  self: Participant;
  standing: Standing;
  context: DecisionContext;
}

export type CommandHandlers<Name extends CommandName> = {
  [One in Name]: (deed: Deed, args: CommandArgs<One>) => Outcome;
};

/** Standing of a participant of this room. */
export function standingOf(room: RoomView, participant: Participant): Standing {
  return {
    role: participant.role,
    grants: room.presences.get(participant.id)?.grants,
    granted: participant.granted,
    policies: room.state.policies,
  };
}

const reasons: Record<Exclude<Decision, { allowed: true }>['reason'], string> = {
  role: 'This role may not do that.',
  grant: 'The token does not grant that.',
  'policy-off': 'The policies of this room do not allow that.',
  'on-request': 'This room asks a host or moderator to allow that first.',
};

/** Why a permission is refused, or undefined when it is given. */
export function refusal(
  permission: Permission,
  standing: Standing,
  kind?: MediaKind,
): CloudMeetError | undefined {
  const decision = decide(permission, standing, kind);
  return decision.allowed
    ? undefined
    : new CloudMeetError('not-permitted', { detail: reasons[decision.reason] });
}

/** Runs a handler with the participant that it is about, or says that there is none. */
export function withTarget(
  { room }: Deed,
  participantId: string,
  then: (target: Participant) => Outcome,
): Outcome {
  const target = room.state.participants[participantId];
  return target ? then(target) : new CloudMeetError('participant-not-found');
}
