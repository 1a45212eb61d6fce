/**
 * What the supervisor and its children tell each other over the children's IPC channel. Media itself never goes there:
 * it travels as plain RTP (RFC 3550) in UDP datagrams on 127.0.0.1, where **the SSRC is the number of the stream**.
 * The supervisor hands the numbers out, unique in this node and never used twice while it lives. Payload types inside
 * the node are those of `internalPayloadTypes`; clocks are 48 kHz for sound and 90 kHz for pictures.
 *
 * Streams of a room: each person has up to four uplinks (microphone, camera, screen, sound of the screen) from an edge
 * to the audio or video process. Down go one mix for all who are not heard, one mix of their own for each who is heard
 * (the room without their voice), and the room's picture once per layer and codec.
 *
 * An edge sends what came within one turn of its event loop as one bundle (`rtp/packet-bundle.ts`) where that was more
 * than one packet; an edge and the process for outputs take bundles, too. Sound from an edge has the header extension
 * of its loudness where the client sends it (`rtp/audio-level.ts`).
 *
 * The own mix of a moment is sent before the common mix of the same RTP timestamp. An edge gives a receiver the own
 * packet of a timestamp where there is one and the common packet of that timestamp where there is none, under one
 * SSRC with dense sequence numbers, so going from one to the other needs no message.
 */
import type {
  AudioCodec,
  LayoutMap,
  MixerReply,
  OutputSegment,
  OutputTarget,
  TargetUrl,
  TrackKind,
} from '@cloudmeet/contracts';

export const internalPayloadTypes = { opus: 111, H264: 96, VP8: 97 } as const;

export type VideoCodec = 'H264' | 'VP8';
/** Number of a stream: 1 to 2^32 - 1. */
export type StreamId = number;
/** Number of a mixed room in this node. */
export type RoomNumber = number;

/** One encode of a room's picture. */
export interface PictureLayer {
  stream: StreamId;
  codec: VideoCodec;
  width: number;
  height: number;
  framesPerSecond: number;
  bitsPerSecond: number;
}

/** To every child. */
export type ToChild =
  /** The UDP ports of the other processes; sent again when one of them was started anew. */
  { t: 'ports'; audio: number; video: number; edges: readonly number[] } | { t: 'drain' };

/** From every child. */
export type FromChild =
  /** It listens on this UDP port of 127.0.0.1 and takes messages; at `hlsPort` (TCP) viewers find its streams. */
  | { t: 'ready'; port: number; hlsPort?: number }
  /**
   * Every 200 ms, without work every 400 ms. `media` counts what it did for media (ticks mixed, frames encoded, datagrams
   * sent): a child that has work and whose count stands still for 0.7 s is replaced, whatever its pid says.
   */
  | { t: 'beat'; media: number; busy: boolean; cpuSeconds: number; rssBytes: number }
  | { t: 'metrics'; values: Readonly<Record<string, number>> };

export type ToAudio =
  | { t: 'room.open'; room: RoomNumber; mix: StreamId }
  | { t: 'room.close'; room: RoomNumber }
  /** Somebody's sound: `uplink` comes in; their own mix goes out as `own` to the edge at `edgePort`. */
  | {
      t: 'source';
      room: RoomNumber;
      participantId: string;
      kind: 'audio' | 'screen-audio';
      uplink: StreamId;
      own: StreamId;
      edgePort: number;
      /** False while they are muted: nothing of it is decoded or mixed. */
      open: boolean;
    }
  | { t: 'source.gone'; room: RoomNumber; uplink: StreamId }
  /** The edges that have listeners of this room. */
  | { t: 'room.edges'; room: RoomNumber; ports: readonly number[] };

export type FromAudio =
  /** Loudness in dBov of those who are heard and who speaks; at most 5 a second, only when it changed. */
  {
    t: 'levels';
    room: RoomNumber;
    of: Readonly<Record<string, number>>;
    speaker: string | null;
  };

export type ToVideo =
  | { t: 'room.open'; room: RoomNumber; layers: readonly PictureLayer[] }
  | { t: 'room.close'; room: RoomNumber }
  | {
      t: 'source';
      room: RoomNumber;
      participantId: string;
      kind: 'camera' | 'screen';
      uplink: StreamId;
      codec: VideoCodec;
    }
  | { t: 'source.gone'; room: RoomNumber; uplink: StreamId }
  /** Who is where from now on. */
  | { t: 'layout'; room: RoomNumber; map: LayoutMap }
  /** Where a layer goes; a layer that nobody receives is not encoded. */
  | { t: 'layer.edges'; room: RoomNumber; stream: StreamId; ports: readonly number[] }
  /** Somebody cannot decode this layer: a keyframe soon (throttled, for all of its receivers). */
  | { t: 'keyframe'; room: RoomNumber; stream: StreamId }
  /** Keyframes of this layer at this distance from now on, as segments need them; null: only when somebody asks. */
  | { t: 'layer.keyframes'; room: RoomNumber; stream: StreamId; everyMs: number | null };

export type FromVideo =
  /** An uplink cannot be decoded without a keyframe. */
  | { t: 'keyframe.wanted'; uplink: StreamId }
  /** Whether a source has a picture now (none for 2 s: no). */
  | { t: 'source.live'; room: RoomNumber; uplink: StreamId; live: boolean; width: number; height: number };

/** One participant's peer connection on an edge. */
export interface EdgePeer {
  peer: number;
  room: RoomNumber;
  participantId: string;
  connection: string;
  uplinks: Readonly<Record<TrackKind, StreamId>>;
  /** The common mix and their own. */
  mix: StreamId;
  own: StreamId;
  layers: readonly PictureLayer[];
}

export type ToEdge =
  | {
      t: 'offer';
      peer: EdgePeer;
      sdp: string;
      tracks: Readonly<Record<string, TrackKind>>;
      iceServers: readonly {
        urls: string[];
        username?: string | undefined;
        credential?: string | undefined;
      }[];
    }
  | {
      t: 'candidate';
      peer: number;
      candidate: { candidate: string; sdpMid: string | null; sdpMLineIndex: number | null } | null;
    }
  | { t: 'view'; peer: number; width: number; height: number }
  | { t: 'close'; peer: number }
  /** Ask the sender of this uplink for a keyframe (PLI). */
  | { t: 'keyframe'; uplink: StreamId }
  /** What this uplink is worth now: told to the client and held by REMB. */
  | {
      t: 'uplink';
      uplink: StreamId;
      paused: boolean;
      width: number;
      height: number;
      maxBitsPerSecond: number;
    };

export type FromEdge =
  | { t: 'reply'; peer: number; reply: MixerReply }
  | { t: 'connected'; peer: number; connected: boolean }
  /** Gone for good: closed, failed, or silent for 10 s. */
  | { t: 'gone'; peer: number; reason: string }
  /** What this person's browser sends for a line, once it is negotiated. */
  | { t: 'uplink.codec'; peer: number; track: TrackKind; codec: VideoCodec | 'opus' | null }
  /** Layers that somebody on this edge receives now. */
  | { t: 'layers.wanted'; streams: readonly StreamId[] }
  | { t: 'keyframe.wanted'; stream: StreamId }
  /** What peers experience, of each about every second: for the room's view and for metrics. */
  | { t: 'peers.stats'; of: readonly PeerStats[] };

/** About one peer. */
export type FromPeer = Extract<FromEdge, { peer: number }>;

/** What one peer experienced in the last second. */
export interface PeerStats {
  peer: number;
  downBitsPerSecond: number;
  upBitsPerSecond: number;
  lossUp: number;
  lossDown: number;
  jitterMs: number;
  roundTripMs: number | null;
  layer: StreamId | null;
}

/** What one output writes and where from. Its process gets the H264 layer and the common mix as an edge does. */
export interface OutputOrder {
  output: number;
  /** A layer of H264, with a keyframe every `segmentMs` or more often; null: sound alone. */
  video: StreamId | null;
  /** The common mix. */
  audio: StreamId;
  /** Of the layer. */
  width: number;
  height: number;
  /** Sound of a recording; streams have AAC. Default AAC. */
  audioCodec?: AudioCodec;
  /** Where the files go: `init-N.mp4`, `segment-N.m4s`, `segments.jsonl`. What is there already is continued. */
  folder: string;
  /** How long a segment is, at most 6000. */
  segmentMs: number;
  /** How many segments of a stream stay; null: all. Recordings keep all. */
  keep: number | null;
  /** Where viewers find it; null: nowhere. Default null. */
  hls?: { path: string } | null;
  /** RTMP servers that it is sent to. Default none. */
  targets?: readonly TargetUrl[];
}

export type ToEgress =
  | ({ t: 'output.open' } & OutputOrder)
  /**
   * Writes what is left, then tells `output.ended`. `goesOn`: another output follows in the same folder
   * and under the same path (its mix was replaced), so viewers wait instead of being told that it is over.
   */
  | { t: 'output.close'; output: number; goesOn?: boolean };

export type FromEgress =
  /** The first picture has come, or for sound alone: time has begun to run. `at` in milliseconds since 1970. */
  | { t: 'output.begun'; output: number; at: number; hlsUrl: string | null }
  /** A segment is on the disk and in the list of them: nothing that happens to the process takes it away. */
  | ({ t: 'output.segment'; output: number } & OutputSegment)
  | { t: 'output.targets'; output: number; targets: readonly OutputTarget[] }
  /** How many watch by HLS: when it begins, and when that has changed, at most every 3 s. */
  | { t: 'output.viewers'; output: number; viewers: number }
  | { t: 'output.ended'; output: number }
  /** Nothing more is written; what was told as a segment stays. */
  | { t: 'output.failed'; output: number; reason: string }
  /** The picture cannot be cut or read without a keyframe. */
  | { t: 'keyframe.wanted'; stream: StreamId };
