import { CloudMeetError } from '@cloudmeet/contracts';
import type { ErrorCode, LeaveReason } from '@cloudmeet/contracts';
import { isLive } from '../room/room-view.ts';
import type { RoomView } from '../room/room-view.ts';
import { isCredentialOf } from './resume-credential.ts';

const departedCodes: Record<LeaveReason, ErrorCode> = {
  left: 'resume-expired',
  removed: 'removed',
  replaced: 'replaced',
  'connection-lost': 'resume-expired',
  'room-ended': 'room-ended',
  policy: 'removed',
};

/**
 * Why somebody may not take their place again: undefined when they may. Whoever does not have the credential learns
 * nothing about the participant it is for.
 */
export function resumeRefusal(
  room: RoomView,
  { participantId, credential }: { participantId: string; credential: string },
): CloudMeetError | undefined {
  const presence = room.presences.get(participantId);
  if (!presence || !isCredentialOf(presence.credentialHash, credential))
    return new CloudMeetError('resume-expired');
  const departed = room.departed.get(participantId);
  if (departed) return new CloudMeetError(departedCodes[departed]);
  if (!isLive(room.state)) return new CloudMeetError('room-ended');
  return room.state.participants[participantId] ? undefined : new CloudMeetError('resume-expired');
}

/** True when what they missed can be told from the log: they see the same part of it as before. */
export function canReplay(room: RoomView, participantId: string, seq: number): boolean {
  const changedAt = room.visibleSince.get(participantId) ?? 0;
  return seq <= room.state.seq && seq >= changedAt;
}
