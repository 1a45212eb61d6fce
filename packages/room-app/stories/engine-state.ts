import { CloudMeetError } from '@cloudmeet/contracts';
import type { Participant, RoomState } from '@cloudmeet/contracts';
import { initialMix, initialStream } from '@cloudmeet/room-engine';
import type { Peer, RoomEngineState } from '@cloudmeet/room-engine';
import type { RecordedMeeting } from '@cloudmeet/testing/meetings';
import { blankState } from '../tests/fake-room/fake-store.ts';
import { devices } from '../tests/fake-room/people.ts';
import { roomAt } from './meetings.ts';

/** What the engine of this person's page would hold after `seq`: everything the log and the mixer told it. */
export function engineStateAt(meeting: RecordedMeeting, seq: number, myId: string): RoomEngineState {
  const room = roomAt(meeting, seq, myId);
  const me = room.participants[myId];
  return {
    ...blankState,
    connection: connectionIn(room),
    preview: meeting.previews[me?.role === 'host' ? 'first' : 'guest'] ?? null,
    room,
    local: {
      ...{ participantId: myId, name: me?.name ?? null, grants: null, waitingSince: null },
      limits: { publishersMax: room.topology === 'p2p' ? 6 : 100, participantsMax: 100 },
      clockOffsetMs: Date.parse(meeting.entries.find((one) => one.seq === seq)?.at ?? '') - Date.now(),
    },
    media: {
      ...blankState.media,
      devices,
      selected: { audioDeviceId: 'mic-1', videoDeviceId: 'cam-1', outputDeviceId: 'out-1' },
      audio: { status: me?.audio ? 'on' : 'off', error: null },
      video: { status: me?.video ? 'on' : 'off', error: null },
    },
    peers: { ...blankState.peers, byId: peersAt(meeting, seq, room) },
    mix: mixAt(meeting, seq, room),
    stream: { ...initialStream, status: streamStatus(room, me, meeting, seq) },
    speakers: speakersIn(room, myId),
  };
}

function connectionIn({ ended }: RoomState): RoomEngineState['connection'] {
  if (ended === null) return { ...blankState.connection, status: 'joined' };
  return { ...blankState.connection, status: 'ended', error: new CloudMeetError('room-ended').toWire() };
}

function peersAt({ presence }: RecordedMeeting, seq: number, room: RoomState): Record<string, Peer> {
  const known = presence.filter((one) => one.seq <= seq);
  return Object.fromEntries(
    Object.keys(room.participants).map((id) => {
      const { connected = true, quality = 'good' } =
        known.findLast(({ participantId }) => participantId === id) ?? {};
      return [id, { connected, quality, link: 'connected', stats: null, rejected: [] }];
    }),
  );
}

function mixAt({ maps }: RecordedMeeting, seq: number, room: RoomState): RoomEngineState['mix'] {
  if (room.topology !== 'mixed' || room.mixer === null) return initialMix;
  const map = maps.findLast((one) => one.seq <= seq)?.map ?? null;
  return { ...initialMix, link: 'connected', map };
}

/** How the stream would play on this person's page. */
function streamStatus(
  { stream }: RoomState,
  me: Participant | undefined,
  { entries }: RecordedMeeting,
  seq: number,
): RoomEngineState['stream']['status'] {
  if (me?.receive !== 'stream') return 'idle';
  if (stream?.status === 'live') return 'playing';
  const wasLive = entries.some((one) => one.type === 'stream.stopped' && one.seq <= seq);
  return wasLive ? 'ended' : 'waiting';
}

/** Levels are in no log: the first of the others who can be heard speaks. */
function speakersIn({ participants }: RoomState, myId: string): RoomEngineState['speakers'] {
  const heard = Object.values(participants).filter(({ id, audio }) => audio && id !== myId);
  const [speaker] = heard.length > 1 ? heard.slice(-1) : heard;
  return { active: speaker?.id ?? null, speaking: speaker ? [speaker.id] : [] };
}
