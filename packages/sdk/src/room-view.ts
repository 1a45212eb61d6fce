import type {
  FrameParticipants,
  FrameSnapshot,
  MeetingState,
  ParticipantCounts,
} from '@cloudmeet/contracts/frame';

/** What is known of the meeting without asking: the getters of the SDK answer from it. */
export interface RoomView {
  /** Takes over what the frame tells. What is no snapshot is ignored. */
  update(snapshot: unknown): void;
  setMeetingState(state: MeetingState): void;
  /** Forgets people and devices, as when the frame was loaded anew. */
  clear: () => void;
  meetingState: () => MeetingState;
  participants: () => FrameParticipants;
  participantCounts: () => ParticipantCounts;
  localAudio: () => boolean;
  localVideo: () => boolean;
}

type Shown = Pick<FrameSnapshot, 'participants' | 'counts' | 'localAudio' | 'localVideo'>;
const nothing: Shown = {
  participants: [],
  counts: { present: 0, waiting: 0 },
  localAudio: false,
  localVideo: false,
};

function isSnapshot(value: unknown): value is FrameSnapshot {
  return (
    value instanceof Object &&
    'counts' in value &&
    'participants' in value &&
    Array.isArray(value.participants)
  );
}

export function createRoomView(): RoomView {
  let meetingState: MeetingState = 'new';
  let shown = nothing;
  let participants: FrameParticipants = {};

  function show(next: Shown) {
    shown = next;
    participants = Object.fromEntries(next.participants.map((one) => [one.local ? 'local' : one.id, one]));
  }
  return {
    update(snapshot) {
      if (!isSnapshot(snapshot)) return;
      meetingState = snapshot.meetingState;
      show(snapshot);
    },
    setMeetingState(state) {
      meetingState = state;
    },
    clear: () => show(nothing),
    meetingState: () => meetingState,
    participants: () => participants,
    participantCounts: () => shown.counts,
    localAudio: () => shown.localAudio,
    localVideo: () => shown.localVideo,
  };
}
