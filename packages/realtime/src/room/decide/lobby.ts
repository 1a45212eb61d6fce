import { CloudMeetError } from '@cloudmeet/contracts';
import type { EntryBody } from '@cloudmeet/contracts';
import type { Outcome } from '../decided.ts';
import type { Applicant } from '../room-view.ts';
import type { CommandHandlers, Deed } from './deed.ts';
import { comingIn } from './coming-in.ts';
import { hasSeat } from './entering.ts';

function withApplicant({ room }: Deed, participantId: string, then: (one: Applicant) => Outcome): Outcome {
  const one = room.applicants.get(participantId);
  return one ? then(one) : new CloudMeetError('participant-not-found');
}

function left(participantId: string, outcome: 'admitted' | 'denied'): EntryBody {
  return { type: 'lobby.left', data: { participantId, outcome } };
}

/** Who waits at the door is let in or sent away. Being let in overrides a lock, but not the seats. */
export const lobbyCommands: CommandHandlers<'lobby.admit' | 'lobby.deny'> = {
  'lobby.admit': (deed, { participantId }) =>
    withApplicant(deed, participantId, (applicant) => {
      if (!hasSeat(deed.room, applicant)) return new CloudMeetError('room-full');
      const { entries, ...rest } = comingIn(deed.room, applicant, deed.context);
      return { ...rest, entries: [left(participantId, 'admitted'), ...entries] };
    }),
  'lobby.deny': (deed, { participantId }) =>
    withApplicant(deed, participantId, () => ({ entries: [left(participantId, 'denied')] })),
};
