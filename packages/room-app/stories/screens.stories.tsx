import { CloudMeetError } from '@cloudmeet/contracts';
import type { ErrorCode } from '@cloudmeet/contracts';
import type { ConnectionStatus, RoomEngineState } from '@cloudmeet/room-engine';
import type { RecordedMeeting } from '@cloudmeet/testing/meetings';
import { blankState } from '../tests/fake-room/fake-store.ts';
import { devices } from '../tests/fake-room/people.ts';
import type { PageProblem } from '../src/page/view-slice.ts';
import { interview, weeklyReview } from './meetings.ts';
import { moment } from './story.tsx';

export default { title: 'Room/Screens' };

type Media = RoomEngineState['media'];

const open: Media = {
  ...blankState.media,
  devices,
  selected: { audioDeviceId: 'mic-1', videoDeviceId: 'cam-1', outputDeviceId: 'out-1' },
  audio: { status: 'on', error: null },
  video: { status: 'on', error: null },
};
const failed = (code: ErrorCode) => ({ status: 'error' as const, error: new CloudMeetError(code).toWire() });

/** Before joining: what the server said to somebody at that moment, and what their devices do. */
function before(meeting: RecordedMeeting, whom: string, media: Media = open) {
  const connection = { ...blankState.connection, status: 'preview' as const };
  const preview = meeting.previews[whom] ?? null;
  return moment({
    ...{ meeting, at: 'alone', levelDbov: -32 },
    over: () => ({ ...blankState, connection, preview, media }),
    view: { wish: { name: 'Sofia Lindqvist', audio: true, video: true } },
  });
}

export const Prejoin = before(weeklyReview, 'guest');
export const PrejoinAsFirst = before(weeklyReview, 'first');
export const PrejoinDoor = before(interview, 'guest');
export const PrejoinRecorded = before(weeklyReview, 'guest-recorded');
export const PrejoinViewer = before(weeklyReview, 'viewer');
export const PrejoinDenied = before(weeklyReview, 'guest', {
  ...open,
  audio: failed('permission-denied'),
  video: failed('permission-denied'),
});
export const PrejoinCameraInUse = before(weeklyReview, 'guest', { ...open, video: failed('device-in-use') });
export const PrejoinBlockedByPage = before(weeklyReview, 'guest', {
  ...open,
  audio: failed('policy-blocked'),
  video: failed('policy-blocked'),
});

function over(status: ConnectionStatus, code?: ErrorCode, meeting = weeklyReview) {
  const error = code ? new CloudMeetError(code).toWire() : null;
  const preview = meeting.previews['guest'] ?? null;
  return moment({
    ...{ meeting, at: 'ended' },
    over: () => ({ ...blankState, preview, connection: { ...blankState.connection, status, error } }),
  });
}

export const Loading = over('connecting');
export const Waiting = over('waiting', undefined, interview);
export const Ended = moment({ at: 'ended' });
export const Left = over('left');
export const Removed = over('removed', 'removed');
export const Replaced = over('replaced', 'replaced');
export const DeniedAtTheDoor = over('denied', 'lobby-denied', interview);
export const Failed = over('failed', 'unavailable');
export const Full = over('failed', 'room-full');
export const LockedRoom = over('failed', 'room-locked');
export const ExpiredLink = over('failed', 'token-expired');

const problem = (which: PageProblem) => moment({ at: 'alone', view: { problem: which } });

export const NoToken = problem('no-token');
export const Insecure = problem('insecure-context');
export const Unsupported = problem('webrtc-unsupported');
export const ForeignOrigin = problem('origin-not-allowed');
export const SilentPage = problem('timeout');
