import { emptyRoomState, reduceRoom, stateFor } from '@cloudmeet/contracts';
import type { Entry, RoomState } from '@cloudmeet/contracts';
import { recordedMeetingSchema } from '@cloudmeet/testing/meetings';
import type { RecordedMeeting } from '@cloudmeet/testing/meetings';
import interviewText from './recorded/interview.json?raw';
import weeklyReviewText from './recorded/weekly-review.json?raw';

const parse = (text: string) => recordedMeetingSchema.parse(JSON.parse(text));

/** From one person to forty-nine, recorded, mixed and streamed. */
export const weeklyReview = parse(weeklyReviewText);
/** A room with a door. */
export const interview = parse(interviewText);

/** The last `seq` of a moment. @throws TypeError for one that the meeting does not have */
export function seqOf({ marks }: RecordedMeeting, moment: string | number): number {
  if (typeof moment === 'number') return moment;
  const seq = marks[moment];
  if (seq === undefined)
    throw new TypeError(`No moment ${moment}; there are ${Object.keys(marks).join(', ')}.`);
  return seq;
}

/** The id of somebody in a meeting, by name. */
export function idIn({ people }: RecordedMeeting, name: string): string {
  const id = people[name];
  if (id === undefined) throw new TypeError(`Nobody is called ${name}.`);
  return id;
}

/** The entries after `from` up to and with `to`. */
export function entriesBetween({ entries }: RecordedMeeting, from: number, to: number): Entry[] {
  return entries.filter(({ seq }) => seq > from && seq <= to);
}

/** The room after `seq` as this person sees it: the fold of the log that server and clients make. */
export function roomAt(meeting: RecordedMeeting, seq: number, participantId: string): RoomState {
  const whole = entriesBetween(meeting, 0, seq).reduce(reduceRoom, emptyRoomState);
  const role = whole.participants[participantId]?.role ?? 'attendee';
  return stateFor({ participantId, standing: { role } }, whole);
}
