import type { Decided, DecisionContext } from '../decided.ts';
import type { Applicant, RoomView } from '../room-view.ts';
import { entering, presenceOf } from './entering.ts';
import { automaticRecording } from './start-capture.ts';

/** Somebody comes in: with the first of a session its recording begins, where the room is recorded by itself. */
export function comingIn(room: RoomView, applicant: Applicant, context: DecisionContext): Decided {
  const { entries, ...recording } = automaticRecording(room, context);
  return {
    ...recording,
    entries: [...entering(room, applicant, context), ...entries],
    presences: [presenceOf(applicant)],
  };
}
