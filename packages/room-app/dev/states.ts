import { CloudMeetError } from '@cloudmeet/contracts';
import type { ErrorCode, Participant, RoomState } from '@cloudmeet/contracts';
import type { ConnectionStatus, RoomEngineState } from '@cloudmeet/room-engine';
import { initialMix } from '@cloudmeet/room-engine';
import type { ViewState } from '../src/page/view-slice.ts';
import { beforeJoining, idOf, inRoom, me, message, names, person } from '../tests/fake-room/people.ts';
import { blankState } from '../tests/fake-room/fake-store.ts';
import { gridMap, presentationMap } from './mixed-map.ts';

/** One picture of the room: what the engine says, and how the page shows it. */
export interface ShownState {
  room: Partial<RoomEngineState>;
  view?: Partial<ViewState>;
  /** My loudness in dBov. */
  levelDbov?: number;
}

const chat = [
  message('Mei Tanaka', '10:02', 'Hello from Kyoto. It is evening here.'),
  message('Jonas Weber', '10:03', 'Waiting for Sofia, two minutes.'),
  message('David Rosen', '10:04', 'Morning. I put the rollout plan in the deck, slide 4.'),
  message('Mei Tanaka', '10:15', 'Could we start with the Lisbon dates?'),
  message('Mei Tanaka', '10:15', 'They move everything else.'),
  message('Jonas Weber', '10:16', 'Yes, first item.'),
  message('Amara Okafor', '10:22', 'Venue confirmed for the 14th. Contract comes tomorrow.'),
  message('Sofia Lindqvist', '10:23', 'Wonderful, thank you.'),
];

/** So many people, me included; the third is muted, the fourth has a weak connection. */
function others(count: number): Participant[] {
  return names
    .slice(0, count - 1)
    .map((name, at) =>
      person(name, { audio: at !== 2, video: at !== 4, ...(at === 1 ? { role: 'moderator' as const } : {}) }),
    );
}

function meeting(
  count: number,
  change: Partial<RoomState> = {},
  mine: Partial<Participant> = {},
): Partial<RoomEngineState> {
  const state = inRoom(others(count), { chat, ...change }, { ...me, ...mine });
  const david = idOf('par', 'David Rosen');
  const weak = state.peers?.byId[david];
  return {
    ...state,
    speakers: { active: idOf('par', 'Amara Okafor'), speaking: [idOf('par', 'Amara Okafor')] },
    peers: {
      network: blankState.peers.network,
      byId: { ...state.peers?.byId, ...(weak ? { [david]: { ...weak, quality: 'fair' } } : {}) },
    },
  };
}

const crowd = [
  ...['Priya Raman', 'Jonas Weber', 'Kwame Asante', 'Omar Haddad', 'Mei Tanaka', 'Ruth Adeyemi'],
  ...['Eli Navarro', 'Grace Mbeki', 'Chloé Martin', 'Amara Okafor', 'David Rosen', 'Ana Sousa'],
  ...['Petros Nikolaou', 'Ines Faria', 'Tomas Novak', 'Lena Vogel', 'Sven Dahl', 'Noor Aziz'],
  ...['Hana Sato', 'Luca Bianchi', 'Zoe Clark', 'Ivan Petrov', 'Maya Cohen', 'Ali Demir', 'Eva Lund'],
];

/** So many in one picture, me last but for those who have no place; the first presents when `share` is set. */
function mixedMeeting(
  count: number,
  share: boolean,
  change: Partial<RoomState> = {},
): Partial<RoomEngineState> {
  const people = crowd
    .slice(0, count - 1)
    .map((name, at) =>
      person(name, { audio: at < 2 || at === 7, video: at % 6 !== 5, screen: share && at === 0 }),
    );
  const mine = { ...me, audio: false };
  const ordered = share ? [...people.slice(0, 8), mine, ...people.slice(8)] : [...people, mine];
  const first = people[0]?.id ?? null;
  return {
    ...inRoom(people, { topology: 'mixed', chat, ...change }, mine),
    speakers: { active: first, speaking: first ? [first] : [] },
    mix: { ...initialMix, link: 'connected', map: share ? presentationMap(ordered) : gridMap(ordered) },
  };
}
const mixedHands = ['Ruth Adeyemi', 'Eli Navarro', 'Chloé Martin'].map((name) => idOf('par', name));

function over(status: ConnectionStatus, code?: ErrorCode): ShownState {
  const error = code ? new CloudMeetError(code).toWire() : null;
  return { room: { ...beforeJoining(), connection: { ...blankState.connection, status, error } } };
}

const denied = new CloudMeetError('permission-denied').toWire();
const media = beforeJoining().media ?? blankState.media;
const hands = [idOf('par', 'Jonas Weber'), idOf('par', 'Mei Tanaka'), me.id];
const waiting = {
  [idOf('par', 'Eli')]: { id: idOf('par', 'Eli'), name: 'Eli Navarro', since: '2026-11-20T10:20:00.000Z' },
  [idOf('par', 'Grace')]: {
    id: idOf('par', 'Grace'),
    name: 'Grace Mbeki',
    since: '2026-11-20T10:21:00.000Z',
  },
};
const oneWaiting = { [idOf('par', 'Eli')]: waiting[idOf('par', 'Eli')] } as RoomState['waiting'];

export const states: Record<string, () => ShownState> = {
  prejoin: () => ({
    room: beforeJoining({ self: { userId: 'u', role: 'attendee', allows: ['room.join', 'media.publish'] } }),
    view: { wish: { name: 'Sofia Lindqvist', audio: true, video: true } },
    levelDbov: -38,
  }),
  'prejoin-off': () => ({
    room: {
      ...beforeJoining(),
      media: { ...media, audio: { status: 'off', error: null }, video: { status: 'off', error: null } },
    },
  }),
  'prejoin-denied': () => ({
    room: {
      ...beforeJoining(),
      media: {
        ...media,
        audio: { status: 'error', error: denied },
        video: { status: 'error', error: denied },
      },
    },
  }),
  'prejoin-empty': () => ({ room: beforeJoining({ people: [], participantCount: 0 }), levelDbov: -127 }),
  'prejoin-lobby': () => ({
    room: beforeJoining({
      room: {
        ...(beforeJoining().preview?.room ?? {
          id: '',
          name: '',
          startedAt: null,
          locked: false,
          topology: 'p2p',
          test: false,
          recording: false,
          requiresConsent: false,
        }),
        lobby: true,
      },
      self: { userId: 'u', role: 'attendee', allows: ['room.join', 'media.publish'] },
    }),
    levelDbov: -30,
  }),
  loading: () => ({ room: {} }),
  waiting: () => over('waiting'),
  room: () => ({ room: meeting(5, {}, { audio: false }) }),
  chat: () => ({ room: meeting(5, {}, { audio: false }), view: { panel: 'chat' } }),
  'chat-empty': () => ({ room: meeting(2, { chat: [] }), view: { panel: 'chat' } }),
  people: () => ({ room: meeting(6, { hands }), view: { panel: 'people' } }),
  hands: () => ({ room: meeting(6, { hands }), view: { panel: 'people', peopleTab: 'hands' } }),
  'hands-empty': () => ({ room: meeting(3), view: { panel: 'people', peopleTab: 'hands' } }),
  lobby: () => ({ room: meeting(3, { waiting: oneWaiting }) }),
  'lobby-many': () => ({ room: meeting(3, { waiting }), view: { panel: 'people', peopleTab: 'waiting' } }),
  share: () => {
    const state = meeting(6);
    const sharer = state.room?.participants[idOf('par', 'Jonas Weber')];
    if (sharer && state.room)
      state.room = {
        ...state.room,
        participants: { ...state.room.participants, [sharer.id]: { ...sharer, screen: true } },
      };
    return { room: state };
  },
  'own-share': () => ({
    room: { ...meeting(3), media: { ...media, screen: { status: 'on', error: null, withAudio: false } } },
  }),
  speaker: () => ({ room: meeting(4, { layout: 'speaker' }) }),
  mixed: () => ({
    room: mixedMeeting(25, true, { hands: [...mixedHands, me.id] }),
    view: { panel: 'people', peopleTab: 'hands' },
  }),
  'mixed-9': () => ({ room: mixedMeeting(9, false) }),
  'mixed-25': () => ({ room: mixedMeeting(25, false, { hands: mixedHands }) }),
  'mixed-alone': () => ({ room: mixedMeeting(1, false) }),
  'mixed-pinned': () => ({ room: mixedMeeting(16, false), view: { pinned: idOf('par', 'Mei Tanaka') } }),
  'mixed-waiting': () => ({ room: { ...mixedMeeting(9, false), mix: initialMix } }),
  stepping: () => ({ room: meeting(6, { preparing: 'mixed' }) }),
  'no-mixer': () => ({ room: { ...mixedMeeting(9, false, { mixer: null }), mix: initialMix } }),
  locked: () => ({ room: meeting(4, { locked: true }) }),
  reconnecting: () => ({
    room: { ...meeting(4), connection: { ...blankState.connection, status: 'reconnecting', attempt: 2 } },
  }),
  blocked: () => ({ room: meeting(3), view: { soundBlocked: true } }),
  settings: () => ({ room: meeting(4), view: { dialog: 'settings' } }),
  shortcuts: () => ({ room: meeting(4), view: { dialog: 'shortcuts' } }),
  policies: () => ({ room: meeting(4), view: { dialog: 'policies' } }),
  end: () => ({ room: meeting(4), view: { dialog: 'end' } }),
  remove: () => ({ room: meeting(4), view: { removing: idOf('par', 'Jonas Weber') } }),
  left: () => over('left'),
  ended: () => over('ended', 'room-ended'),
  removed: () => over('removed', 'removed'),
  replaced: () => over('replaced', 'replaced'),
  denied: () => over('denied', 'lobby-denied'),
  failed: () => over('failed'),
  full: () => over('failed', 'room-full'),
  'room-locked': () => over('failed', 'room-locked'),
  expired: () => over('failed', 'token-expired'),
  'no-token': () => ({ room: {}, view: { problem: 'no-token' } }),
  insecure: () => ({ room: {}, view: { problem: 'insecure-context' } }),
  unsupported: () => ({ room: {}, view: { problem: 'webrtc-unsupported' } }),
  origin: () => ({ room: {}, view: { problem: 'origin-not-allowed' } }),
  silent: () => ({ room: {}, view: { problem: 'timeout' } }),
};

/** The meeting with another number of people. */
export function meetingOf(count: number): Partial<RoomEngineState> {
  return meeting(count);
}
