/** Shapes of what the frame tells the parent. Plain types: the SDK hands them on as they are. */
import type { WireErrorShape } from '../errors/cloudmeet-error.ts';
import type { Layout, LeaveReason, Topology } from '../room/participant.ts';
import type { Quality } from '../room/quality.ts';
import type { Role } from '../roles/role.ts';

export type MeetingState =
  'new' | 'loading' | 'loaded' | 'joining-meeting' | 'waiting' | 'joined-meeting' | 'left-meeting' | 'error';

/** A participant as the SDK shows it. */
export interface FrameParticipant {
  id: string;
  userId: string;
  userName: string;
  avatarUrl?: string;
  role: Role;
  local: boolean;
  audio: boolean;
  video: boolean;
  screen: boolean;
  handRaised: boolean;
  joinedAt: string;
  connected: boolean;
  quality: Quality;
  metadata?: Record<string, unknown>;
}

export interface FrameWaitingParticipant {
  id: string;
  name: string;
  since: string;
}

export interface ParticipantCounts {
  present: number;
  waiting: number;
}

/** `{local, [id]}` as Daily has it: `local` is absent before joining. */
export type FrameParticipants = { local?: FrameParticipant } & Record<string, FrameParticipant | undefined>;

/** What a frame keeps its parent informed of, so that getters of the SDK answer at once. */
export interface FrameSnapshot {
  meetingState: MeetingState;
  participants: FrameParticipant[];
  counts: ParticipantCounts;
  localAudio: boolean;
  localVideo: boolean;
  topology: Topology;
  layout: Layout;
}

/** An RTMP server that a live stream is sent to. */
export interface FrameStreamTarget {
  id: string;
  /** Never path or key. */
  host: string;
  status: 'waiting' | 'connecting' | 'live' | 'retrying' | 'failed' | 'ended';
}

interface ParticipantPayload {
  participant: FrameParticipant;
}
interface TrackPayload extends ParticipantPayload {
  track: { kind: 'audio' | 'video' | 'screen' };
}

/**
 * Every public event with its payload. The SDK adds `action`, the event's own name. All come from the frame but the
 * first three, which the SDK says itself of loading the frame.
 */
export interface FrameEventPayloads {
  loading: object;
  loaded: object;
  'load-attempt-failed': { error: WireErrorShape };
  'joining-meeting': object;
  'joined-meeting': {
    participants: FrameParticipants;
    role: Role;
    topology: Topology;
    roomId: string;
    sessionId: string;
  };
  'left-meeting': { reason: LeaveReason };
  'participant-joined': ParticipantPayload;
  'participant-updated': ParticipantPayload;
  'participant-left': ParticipantPayload & { reason: LeaveReason };
  'participant-counts-updated': { participantCounts: ParticipantCounts };
  'waiting-participant-added': { participant: FrameWaitingParticipant };
  'waiting-participant-removed': { participant: FrameWaitingParticipant };
  'access-state-updated': { access: 'lobby' | 'full' | 'denied' };
  'track-started': TrackPayload;
  'track-stopped': TrackPayload;
  'active-speaker-change': { activeSpeaker: { peerId: string | null } };
  'camera-error': { error: WireErrorShape; device: 'camera' | 'microphone' };
  'hand-raised': ParticipantPayload;
  'hand-lowered': ParticipantPayload;
  'hand-queue-updated': { queue: string[] };
  'chat-message': { id: string; fromId: string; fromName: string; text: string; at: string; to?: string };
  'app-message': { fromId: string; data: unknown };
  /** From here on it is recorded; also right after `joined-meeting` in a meeting that is. */
  'recording-started': {
    recordingId: string;
    /** Name of who started it; null: the room's settings or your server. */
    startedBy: string | null;
    startedAt: string;
    audioOnly: boolean;
  };
  'recording-stopped': { recordingId: string; reason: string };
  /** It could not begin or go on. If it had begun, `recording-stopped` follows with the reason `failed`. */
  'recording-error': { recordingId: string; error: WireErrorShape };
  'live-streaming-started': {
    streamId: string;
    startedBy: string | null;
    startedAt: string;
    /** Where it is watched; null for a stream to RTMP addresses alone. */
    hlsUrl: string | null;
    /** RTMP servers that it is sent to, never with path or key. */
    targets: FrameStreamTarget[];
  };
  'live-streaming-stopped': { streamId: string; reason: string };
  'live-streaming-error': { streamId: string; error: WireErrorShape };
  'topology-changed': { from: Topology; to: Topology; reason: string };
  'network-quality-change': {
    participant: string;
    quality: Quality;
    was: Quality;
    uplinkKbps?: number;
    loss?: number;
    rttMs?: number;
    limitedBy?: string;
    simulated?: boolean;
  };
  'network-connection': {
    event: 'connected' | 'interrupted';
    type: 'signaling' | 'peer';
    participant?: string;
  };
  'available-devices-updated': { availableDevices: FrameDevice[] };
  'playback-state-changed': object;
  'token-will-expire': { expiresAt: string };
  'theme-updated': { theme: object };
  error: { error: WireErrorShape };
  'nonfatal-error': { error: WireErrorShape };
}

export interface FrameDevice {
  deviceId: string;
  kind: 'audioinput' | 'videoinput' | 'audiooutput';
  label: string;
}

export type FrameEventName = keyof FrameEventPayloads;

/** Frame → SDK only, before the public event that it belongs to: the SDK stores it for its getters. */
export const snapshotEvent = 'snapshot';

/** Numbers of `getNetworkStats()`; undefined where the browser does not tell. */
export interface NetworkStats {
  quality: Quality;
  uplinkKbps: number;
  downlinkKbps: number;
  loss: number;
  rttMs?: number;
  peers: { participantId: string; state: string; loss: number; rttMs?: number; relayed: boolean }[];
}

/** Answer of `getNetworkTopology()`: the way that media takes, and how it is doing. */
export interface NetworkTopology {
  topology: Topology;
  /** Where the room is stepping to just now; null while it stays. */
  preparing: Topology | null;
  /** This page's media connections: one to each of the others, or one to the mixer. */
  connections: {
    to: 'mixer' | 'participant';
    /** With `to: 'participant'`. */
    participantId?: string;
    state: 'new' | 'connecting' | 'connected' | 'interrupted' | 'failed';
    relayed: boolean;
    rttMs?: number;
  }[];
  /** The picture of everybody that comes from a mixer now; null elsewhere and before the first. */
  picture: { width: number; height: number; framesPerSecond: number | null; tiles: number } | null;
}

export type DiagnosisLayer =
  | 'allow-attribute'
  | 'permissions-policy'
  | 'secure-context'
  | 'origin'
  | 'frame-ancestors'
  | 'webrtc'
  | 'camera'
  | 'microphone'
  | 'network-api'
  | 'network-socket'
  | 'network-media';

/** One layer of `diagnose()`: what was checked, and what to do when it fails. */
export interface DiagnosisCheck {
  layer: DiagnosisLayer;
  ok: boolean;
  code?: string;
  message: string;
  fix?: string;
}
export interface Diagnosis {
  ok: boolean;
  /** The first failing layer, outermost first. */
  failing?: DiagnosisLayer;
  checks: DiagnosisCheck[];
}

/** Result of `testCallQuality()`: a short loop through the TURN server or, without one, the local stack. */
export interface CallQuality {
  result: 'good' | 'warning' | 'bad' | 'failed';
  rttMs?: number;
  loss?: number;
  secondsElapsed: number;
}
