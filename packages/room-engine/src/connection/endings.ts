import type { CloudMeetError, ErrorCode, LeaveReason } from '@cloudmeet/contracts';
import type { ConnectionStatus } from '../store/connection-slice.ts';

/** What a `bye` means: come back (`retry`), start over with the token (`rejoin`), or it is over. */
export type Ending =
  'retry' | 'rejoin' | Extract<ConnectionStatus, 'ended' | 'removed' | 'replaced' | 'denied' | 'failed'>;

const endings: Partial<Record<ErrorCode, Ending>> = {
  'room-ended': 'ended',
  removed: 'removed',
  replaced: 'replaced',
  'lobby-denied': 'denied',
  'resume-expired': 'rejoin',
  'room-elsewhere': 'retry',
  draining: 'retry',
  'slow-consumer': 'retry',
  'hello-timeout': 'retry',
  flooding: 'retry',
  unavailable: 'retry',
  internal: 'retry',
  timeout: 'retry',
};

export function endingOf(error: CloudMeetError): Ending {
  return endings[error.code] ?? 'failed';
}

/** Nothing follows these but another `connect()`. */
export const isOver = (status: ConnectionStatus): boolean =>
  ['left', 'ended', 'removed', 'replaced', 'denied', 'failed'].includes(status);

const leaveReasons: Partial<Record<ConnectionStatus, LeaveReason>> = {
  left: 'left',
  ended: 'room-ended',
  removed: 'removed',
  replaced: 'replaced',
  failed: 'connection-lost',
};

/** Why somebody who was in the meeting is out of it; undefined for a status that is no end of one. */
export function leaveReasonOf(status: ConnectionStatus): LeaveReason | undefined {
  return leaveReasons[status];
}
