import { limits } from '../limits.ts';
import { defaultPolicies } from '../roles/policies.ts';
import type { Entry, EntryData, EntryType } from './entries.ts';
import type { Participant } from './participant.ts';
import { captureReducers, markUnmixed } from './reduce-capture.ts';
import type { RoomState } from './state.ts';

/** The state before the first entry. */
export const emptyRoomState: RoomState = {
  seq: 0,
  sessionId: null,
  roomId: null,
  startedAt: null,
  ended: null,
  topology: 'p2p',
  preparing: null,
  mixer: null,
  recording: null,
  stream: null,
  policies: defaultPolicies,
  locked: false,
  layout: 'grid',
  spotlight: null,
  participants: {},
  waiting: {},
  hands: [],
  chat: [],
};

type Change = Partial<RoomState>;
type Reducers = { [Type in EntryType]: (state: RoomState, data: EntryData<Type>, entry: Entry) => Change };

function changeParticipant(state: RoomState, id: string, change: (one: Participant) => Participant): Change {
  const one = state.participants[id];
  return one ? { participants: { ...state.participants, [id]: change(one) } } : {};
}

function without<Value>(record: Record<string, Value>, id: string): Record<string, Value> {
  const { [id]: _gone, ...rest } = record;
  return rest;
}

/** Who watches the stream becomes a participant by being invited to publish, and a viewer again when that is taken back. */
function stepping(one: Participant, permissions: readonly string[], receive: 'auto' | 'stream') {
  return one.receive && permissions.includes('media.publish') ? { receive } : {};
}

const reducers: Reducers = {
  ...captureReducers,
  'session.started': (_state, { ownPolicies: _own, ...data }, entry) => ({ ...data, startedAt: entry.at }),
  'session.ended': (_state, data) => ({
    ended: data.reason,
    preparing: null,
    mixer: null,
    recording: null,
    stream: null,
    participants: {},
    waiting: {},
    hands: [],
    spotlight: null,
  }),
  'participant.joined': (state, { participant }) => ({
    participants: { ...state.participants, [participant.id]: participant },
  }),
  'participant.left': (state, { participantId }) => ({
    participants: without(state.participants, participantId),
    hands: state.hands.filter((id) => id !== participantId),
    spotlight: state.spotlight === participantId ? null : state.spotlight,
  }),
  'participant.roleChanged': (state, { participantId, role }) =>
    changeParticipant(state, participantId, (one) => ({ ...one, role })),
  'participant.granted': (state, { participantId, permissions }) =>
    changeParticipant(state, participantId, (one) => ({
      ...one,
      granted: [...new Set([...one.granted, ...permissions])],
      ...stepping(one, permissions, 'auto'),
    })),
  'participant.ungranted': (state, { participantId, permissions }) =>
    changeParticipant(state, participantId, (one) => ({
      ...one,
      granted: one.granted.filter((each) => !permissions.includes(each)),
      ...stepping(one, permissions, 'stream'),
    })),
  'media.changed': (state, { participantId, audio, video, screen }) =>
    changeParticipant(state, participantId, (one) => ({
      ...one,
      audio: audio ?? one.audio,
      video: video ?? one.video,
      screen: screen ?? one.screen,
    })),
  'hand.raised': (state, { participantId }) => ({
    hands: state.hands.includes(participantId) ? state.hands : [...state.hands, participantId],
  }),
  'hand.lowered': (state, { participantId }) => ({ hands: state.hands.filter((id) => id !== participantId) }),
  'chat.sent': (state, { messageId, ...message }, { seq, at }) => ({
    chat: [...state.chat, { id: messageId, seq, at, ...message }].slice(-limits.chatSnapshotMessages),
  }),
  'chat.deleted': (state, { messageId }) => ({
    chat: state.chat.filter((message) => message.id !== messageId),
  }),
  'lobby.waiting': (state, { waiting }) => ({ waiting: { ...state.waiting, [waiting.id]: waiting } }),
  'lobby.left': (state, { participantId }) => ({ waiting: without(state.waiting, participantId) }),
  'room.locked': (_state, { locked }) => ({ locked }),
  'room.policyChanged': (_state, { policies }) => ({ policies }),
  'layout.set': (_state, { layout }) => ({ layout }),
  'spotlight.set': (_state, { participantId }) => ({ spotlight: participantId }),
  'topology.preparing': (state, { to, mixer }) => ({ preparing: to, mixer: mixer ?? state.mixer }),
  'topology.changed': (state, { to }) => ({
    topology: to,
    preparing: null,
    mixer: to === 'p2p' ? null : state.mixer,
    ...(to === 'p2p' ? {} : markUnmixed(state)),
  }),
  'topology.kept': (state, { reason }) =>
    state.topology === 'p2p'
      ? { preparing: null, mixer: null, ...markUnmixed(state, reason) }
      : { preparing: null, mixer: state.mixer },
  'mixer.assigned': (state, { mixer, reason }) => ({
    mixer,
    ...markUnmixed(state, mixer ? undefined : reason),
  }),
  'presence.changed': () => ({}),
  'device.failed': () => ({}),
  hidden: () => ({}),
};

/**
 * The next state after one entry: pure, total, and the same on server and client. Entries at or below `state.seq`
 * change nothing, so a gap that overlaps a snapshot may be applied as it is.
 */
export function reduceRoom(state: RoomState, entry: Entry): RoomState {
  if (entry.seq <= state.seq) return state;
  const reducer = reducers[entry.type] as
    ((state: RoomState, data: Entry['data'], entry: Entry) => Change) | undefined;
  return { ...state, ...reducer?.(state, entry.data, entry), seq: entry.seq };
}
