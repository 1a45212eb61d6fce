import { defaultPolicies, emptyRoomState, permissions } from '@cloudmeet/contracts';
import type { ChatMessage, FrameDevice, Participant, Preview, RoomState } from '@cloudmeet/contracts';
import type { RoomEngineState } from '@cloudmeet/room-engine';
import { blankState } from './fake-store.ts';

/** An id of the right shape that can be read. */
export const idOf = (prefix: 'par' | 'msg' | 'rm' | 'ses', name: string): string =>
  `${prefix}_${name
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .padEnd(24, '0')
    .slice(0, 24)}`;

/** When the meeting of these pictures is: 24:18 after it began. */
export const startedAt = '2026-11-20T10:00:00.000Z';
export const nowMs = Date.parse(startedAt) + (24 * 60 + 18) * 1000;

export const names = ['Amara Okafor', 'Jonas Weber', 'Mei Tanaka', 'David Rosen', 'Ruth Adeyemi'] as const;
export const myName = 'Sofia Lindqvist';

export function person(name: string, change: Partial<Participant> = {}): Participant {
  return {
    id: idOf('par', name),
    userId: `user-${name}`,
    name,
    role: 'attendee',
    joinedAt: startedAt,
    audio: true,
    video: true,
    screen: false,
    granted: [],
    ...change,
  };
}

export const me = person(myName, { role: 'host' });

/** A room with me and so many of the others. */
export function roomOf(people: readonly Participant[], change: Partial<RoomState> = {}): RoomState {
  return {
    ...emptyRoomState,
    seq: 100,
    sessionId: idOf('ses', 'session'),
    roomId: idOf('rm', 'atlas'),
    startedAt,
    policies: defaultPolicies,
    participants: Object.fromEntries(people.map((one) => [one.id, one])),
    ...change,
  };
}

export function message(
  from: string,
  at: string,
  text: string,
  change: Partial<ChatMessage> = {},
): ChatMessage {
  const seq = change.seq ?? 10 + (Math.floor(Date.parse(`2026-11-20T${at}:00Z`) / 60_000) % 1000);
  return {
    id: idOf('msg', `${from}${at}${text}`),
    seq,
    from: idOf('par', from),
    fromName: from,
    text,
    at: `2026-11-20T${at}:00.000Z`,
    ...change,
  };
}

export const devices: FrameDevice[] = [
  { deviceId: 'cam-1', kind: 'videoinput', label: 'FaceTime HD' },
  { deviceId: 'mic-1', kind: 'audioinput', label: 'MacBook Pro' },
  { deviceId: 'mic-2', kind: 'audioinput', label: 'Podcaster 2' },
  { deviceId: 'out-1', kind: 'audiooutput', label: 'AirPods' },
];

export function previewOf(change: Partial<Preview> = {}): Preview {
  return {
    t: 'preview',
    v: 1,
    room: {
      id: idOf('rm', 'atlas'),
      name: 'Atlas weekly review',
      startedAt,
      lobby: false,
      locked: false,
      topology: 'p2p',
      recording: false,
      requiresConsent: false,
      test: true,
    },
    tenant: { name: 'Northwind Studio', theme: {} },
    self: { userId: 'user-me', role: 'host', allows: [...permissions] },
    people: ['Jonas Weber', 'Mei Tanaka', 'David Rosen'].map((name) => ({ name })),
    participantCount: 3,
    iceServers: [],
    expiresAtSeconds: 2_000_000_000,
    ...change,
  };
}

const media: RoomEngineState['media'] = {
  ...blankState.media,
  devices,
  selected: { audioDeviceId: 'mic-1', videoDeviceId: 'cam-1', outputDeviceId: 'out-1' },
  audio: { status: 'on', error: null },
  video: { status: 'on', error: null },
};

/** Before joining, with camera and microphone open. */
export function beforeJoining(change: Partial<Preview> = {}): Partial<RoomEngineState> {
  return { connection: { ...blankState.connection, status: 'preview' }, preview: previewOf(change), media };
}

/** In the meeting with these people; `mine` is how I take part. */
export function inRoom(
  others: readonly Participant[],
  change: Partial<RoomState> = {},
  mine: Participant = me,
): Partial<RoomEngineState> {
  return {
    connection: { ...blankState.connection, status: 'joined' },
    preview: previewOf(),
    media: { ...media, audio: { status: mine.audio ? 'on' : 'off', error: null } },
    local: {
      ...blankState.local,
      participantId: mine.id,
      name: mine.name,
      limits: { publishersMax: 6, participantsMax: 100 },
    },
    room: roomOf([mine, ...others], change),
    peers: {
      ...blankState.peers,
      byId: Object.fromEntries(
        others.map(({ id }) => [
          id,
          {
            connected: true,
            quality: 'good' as const,
            link: 'connected' as const,
            stats: null,
            rejected: [],
          },
        ]),
      ),
    },
  };
}
