import { CloudMeetError } from '@cloudmeet/contracts';
import type { EntryBody } from '@cloudmeet/contracts';
import type { DecisionContext, Outcome } from '../decided.ts';
import type { Applicant, RoomView } from '../room-view.ts';
import type { CommandHandlers } from './deed.ts';
import { comingIn } from './coming-in.ts';
import { hasSeat } from './entering.ts';

function withApplicant(room: RoomView, participantId: string, then: (one: Applicant) => Outcome): Outcome {
  const one = room.applicants.get(participantId);
  return one ? then(one) : new CloudMeetError('participant-not-found');
}

function left(participantId: string, outcome: 'admitted' | 'denied'): EntryBody {
  return { type: 'lobby.left', data: { participantId, outcome } };
}

/** Lets somebody in who waits. That overrides a lock, but not the seats. */
export function decideAdmit(room: RoomView, participantId: string, context: DecisionContext): Outcome {
  return withApplicant(room, participantId, (applicant) => {
    if (!hasSeat(room, applicant)) return new CloudMeetError('room-full');
    const { entries, ...rest } = comingIn(room, applicant, context);
    return { ...rest, entries: [left(participantId, 'admitted'), ...entries] };
  });
}

/** Sends somebody away who waits. */
export function decideDeny(room: RoomView, participantId: string): Outcome {
  return withApplicant(room, participantId, () => ({ entries: [left(participantId, 'denied')] }));
}

/** Who waits at the door is let in or sent away. */
export const lobbyCommands: CommandHandlers<'lobby.admit' | 'lobby.deny'> = {
  'lobby.admit': ({ room, context }, { participantId }) => decideAdmit(room, participantId, context),
  'lobby.deny': ({ room }, { participantId }) => decideDeny(room, participantId),
};
