import type { LayoutMap } from '@cloudmeet/contracts';
import type { Children } from './children.ts';
import type { MixedRoom } from './mixed-room.ts';
import type { Peer } from './peer.ts';

/** What explains a bad meeting: answered as JSON to `GET /rooms/{mixerId}`. */
export interface RoomReport {
  mixerId: string;
  roomId: string;
  sessionId: string;
  generation: number;
  layout: LayoutMap;
  /** The node's processes: they are shared by its rooms. */
  processes: ProcessReport[];
  layers: { codec: string; width: number; height: number; framesPerSecond: number; receivers: number }[];
  people: PersonReport[];
}

interface ProcessReport {
  name: string;
  isReady: boolean;
  cpuSeconds: number;
  rssBytes: number;
  restarts: number;
  /** What it measures of itself, such as `audio_tick_late_p99_ms`. */
  figures: Readonly<Record<string, number>>;
}

interface PersonReport {
  participantId: string;
  audio: boolean;
  video: boolean;
  screen: boolean;
  isConnected: boolean;
  edge: number | null;
  /** The layer that is received, such as `H264 1280x720`. */
  layer: string | null;
  upBitsPerSecond: number | null;
  downBitsPerSecond: number | null;
  /** 0 to 1. */
  lossUp: number | null;
  lossDown: number | null;
  jitterMs: number | null;
  roundTripMs: number | null;
  /** How much later than its fastest packet this person's sound came to be mixed (97 %); null while they are not heard. */
  audioLateMs: number | null;
  /** Interarrival jitter of their sound at the mixer (RFC 3550 section 6.4.1); null while they are not heard. */
  audioJitterMs: number | null;
}

function layerOf(room: MixedRoom, stream: number | null | undefined) {
  return room.layers.find((layer) => layer.stream === stream);
}

function personReport(
  room: MixedRoom,
  peer: Peer | undefined,
  person: MixedRoom['people'][number],
  children: Children,
): PersonReport {
  const { participantId, audio, video, screen } = person;
  const stats = peer?.stats;
  const layer = layerOf(room, stats?.layer);
  const sound = (figure: string) =>
    (peer && children.audio.figures[`${figure}_${String(peer.uplink('audio'))}`]) ?? null;
  return {
    ...{ participantId, audio, video, screen },
    isConnected: peer?.isConnected ?? false,
    edge: peer?.edge ?? null,
    layer: layer ? `${layer.codec} ${String(layer.width)}x${String(layer.height)}` : null,
    upBitsPerSecond: stats?.upBitsPerSecond ?? null,
    downBitsPerSecond: stats?.downBitsPerSecond ?? null,
    lossUp: stats?.lossUp ?? null,
    lossDown: stats?.lossDown ?? null,
    jitterMs: stats?.jitterMs ?? null,
    roundTripMs: stats?.roundTripMs ?? null,
    audioLateMs: sound('audio_late_ms'),
    audioJitterMs: sound('audio_jitter_ms'),
  };
}

export function reportOfRoom(room: MixedRoom, children: Children): RoomReport {
  const { mixer, roomId, sessionId } = room.open;
  return {
    ...{ mixerId: mixer.id, generation: mixer.generation, roomId, sessionId, layout: room.map },
    processes: children.all.map(({ name, child }) => {
      const { isReady, cpuSeconds, rssBytes, restarts, figures } = child;
      return { name, isReady, cpuSeconds, rssBytes, restarts, figures };
    }),
    layers: room.layers.map(({ stream, codec, width, height, framesPerSecond }) => ({
      ...{ codec, width, height, framesPerSecond },
      receivers: room.peers.filter(({ stats }) => stats?.layer === stream).length,
    })),
    people: room.people.map((person) =>
      personReport(room, room.peerOf(person.participantId), person, children),
    ),
  };
}
