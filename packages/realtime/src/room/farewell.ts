import { CloudMeetError } from '@cloudmeet/contracts';
import type { EntryData, LeaveReason } from '@cloudmeet/contracts';

/** What a connection is told whose participant has left; undefined when they left of their own accord. */
export function farewellOf(reason: LeaveReason): CloudMeetError | undefined {
  switch (reason) {
    case 'left':
      return undefined;
    case 'removed':
    case 'policy':
      return new CloudMeetError('removed');
    case 'replaced':
      return new CloudMeetError('replaced');
    case 'connection-lost':
      return new CloudMeetError('resume-expired');
    case 'room-ended':
      return new CloudMeetError('room-ended');
  }
}

/** The same for somebody who was at the door and is not any more, other than by being let in. */
export function doorFarewellOf(
  outcome: EntryData<'lobby.left'>['outcome'],
  isBanned: boolean,
): CloudMeetError {
  if (isBanned) return new CloudMeetError('removed');
  return new CloudMeetError(outcome === 'gone' ? 'replaced' : 'lobby-denied');
}
