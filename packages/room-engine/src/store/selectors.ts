import { createSelector } from '@reduxjs/toolkit';
import { allowedPermissions, can } from '@cloudmeet/contracts';
import type {
  FrameParticipant,
  MediaKind,
  MeetingState,
  Participant,
  ParticipantCounts,
  Permission,
  Role,
  Standing,
  Topology,
} from '@cloudmeet/contracts';
import type { ConnectionStatus } from './connection-slice.ts';
import { unknownPeer } from './peers-slice.ts';
import type { Peer } from './peers-slice.ts';
import type { RoomEngineState } from './store.ts';

type State = RoomEngineState;

export const selectStatus = (state: State): ConnectionStatus => state.connection.status;
export const selectPreview = (state: State) => state.preview;
export const selectRoom = (state: State) => state.room;
export const selectMedia = (state: State) => state.media;
export const selectMix = (state: State) => state.mix;
/** The way that media takes now. */
export const selectTopology = (state: State): Topology => state.room.topology;
export const selectNetwork = (state: State) => state.peers.network;
export const selectChat = (state: State) => state.room.chat;
export const selectActiveSpeaker = (state: State): string | null => state.speakers.active;
export const selectSpeaking = (state: State): string[] => state.speakers.speaking;
export const selectMyId = (state: State): string | null => state.local.participantId;

/** My own entry among the participants; undefined before joining and after leaving. */
export const selectMe = (state: State): Participant | undefined =>
  state.local.participantId === null ? undefined : state.room.participants[state.local.participantId];

/** I watch the room's stream, and am connected to nobody. */
export const selectWatching = (state: State): boolean => selectMe(state)?.receive === 'stream';

/** The way that media takes to me now. A browser without WebRTC has no other than the stream, also when it was invited. */
export const selectWay = (state: State): Topology =>
  selectWatching(state) || !state.media.supported ? 'stream' : state.room.topology;
export const selectRecording = (state: State) => state.room.recording;
export const selectStream = (state: State) => state.room.stream;

/** The room asks me to agree to be recorded, and I have not. Who only watches is not in a recording. */
export function selectConsentWanted(state: State): boolean {
  const me = selectMe(state);
  const { recording } = state.room;
  return (
    recording?.requiresConsent === true && me !== undefined && me.consented !== true && !selectWatching(state)
  );
}

/** What decides my permissions: from the room once in it, from the token before. */
const selectStanding = createSelector(
  [selectMe, selectPreview, (state: State) => state.local.grants, (state: State) => state.room.policies],
  (me, preview, grants, policies): Standing => ({
    role: me?.role ?? preview?.self.role ?? 'attendee',
    grants: grants ?? undefined,
    granted: me?.granted,
    policies,
  }),
);

export const selectRole = (state: State): Role => selectStanding(state).role;

/** Permissions I have now; before joining, those the token will give. */
export const selectAllows = createSelector(
  [selectMe, selectPreview, selectStanding],
  (me, preview, standing): Permission[] => (me ? allowedPermissions(standing) : (preview?.self.allows ?? [])),
);

/** What nobody does who only watches, until they are invited. */
const forParticipants: readonly Permission[] = ['media.publish', 'screen.share'];

/** May I do this now? `kind` for `media.publish` where a policy sets audio and video apart. */
export function selectCan(state: State, permission: Permission, kind?: MediaKind): boolean {
  if (forParticipants.includes(permission) && selectWatching(state)) return false;
  return selectMe(state)
    ? can(permission, selectStanding(state), kind)
    : (state.preview?.self.allows ?? []).includes(permission);
}

/** Everyone in the room: me first, then by when they came. */
export const selectParticipants = createSelector(
  [(state: State) => state.room.participants, selectMyId],
  (participants, myId): Participant[] =>
    Object.values(participants).sort(
      (a, b) =>
        Number(b.id === myId) - Number(a.id === myId) ||
        a.joinedAt.localeCompare(b.joinedAt) ||
        a.id.localeCompare(b.id),
    ),
);

export const selectOthers = createSelector([selectParticipants, selectMyId], (participants, myId) =>
  participants.filter((one) => one.id !== myId),
);

/** Those at the door, longest waiting first; empty for those who may not let in. */
export const selectWaiting = createSelector([(state: State) => state.room.waiting], (waiting) =>
  Object.values(waiting).sort((a, b) => a.since.localeCompare(b.since)),
);

/** Raised hands with their people, in the order they went up. */
export const selectHands = createSelector(
  [(state: State) => state.room.hands, (state: State) => state.room.participants],
  (hands, participants): Participant[] => hands.flatMap((id) => participants[id] ?? []),
);

export const selectCounts = createSelector(
  [(state: State) => state.room.participants, (state: State) => state.room.waiting],
  (participants, waiting): ParticipantCounts => ({
    present: Object.keys(participants).length,
    waiting: Object.keys(waiting).length,
  }),
);

/** How many watch the stream. */
export const selectViewerCount = createSelector(
  [(state: State) => state.room.participants],
  (participants) => Object.values(participants).filter(({ receive }) => receive === 'stream').length,
);

/** How many share sound or picture now; at `local.limits.publishersMax` nobody else can. */
export const selectPublisherCount = createSelector(
  [(state: State) => state.room.participants],
  (participants) => Object.values(participants).filter((one) => one.audio || one.video || one.screen).length,
);

/** The media path and network of one participant; a stand-in with nothing measured for one not known yet. */
export function selectPeer(state: State, participantId: string): Peer {
  return state.peers.byId[participantId] ?? unknownPeer;
}

const meetingStates: Record<ConnectionStatus, MeetingState> = {
  idle: 'new',
  connecting: 'loading',
  preview: 'loaded',
  joining: 'joining-meeting',
  waiting: 'waiting',
  joined: 'joined-meeting',
  reconnecting: 'joined-meeting',
  left: 'left-meeting',
  ended: 'left-meeting',
  removed: 'left-meeting',
  replaced: 'left-meeting',
  denied: 'error',
  failed: 'error',
};

/** The state as the SDK names it. */
export const selectMeetingState = (state: State): MeetingState => meetingStates[state.connection.status];

/** A participant as the SDK shows it. */
export function frameParticipant(state: State, one: Participant): FrameParticipant {
  const local = one.id === state.local.participantId;
  const peer = selectPeer(state, one.id);
  return {
    id: one.id,
    userId: one.userId,
    userName: one.name,
    ...(one.avatarUrl === undefined ? {} : { avatarUrl: one.avatarUrl }),
    role: one.role,
    local,
    audio: one.audio,
    video: one.video,
    screen: one.screen,
    handRaised: state.room.hands.includes(one.id),
    joinedAt: one.joinedAt,
    connected: local ? state.connection.status === 'joined' : peer.connected,
    quality: local ? state.peers.network.quality : peer.quality,
    ...(one.metadata === undefined ? {} : { metadata: one.metadata }),
  };
}

/** Everyone as the SDK shows them, me first. */
export const selectFrameParticipants = createSelector(
  [(state: State) => state],
  (state): FrameParticipant[] => selectParticipants(state).map((one) => frameParticipant(state, one)),
);
