import type {
  CallQuality,
  Diagnosis,
  FrameDevice,
  FrameEventName,
  FrameParticipants,
  Json,
  Language,
  Layout,
  MeetingState,
  NetworkStats,
  NetworkTopology,
  ParticipantCounts,
  Role,
  Scenario,
  Theme,
} from '@cloudmeet/contracts/frame';
import type { FrameEventHandler } from './frame-event.ts';
import type { JoinOptions } from './frame-options.ts';

/** What to change of a participant. Whether your role may do it is decided by the server. */
export interface ParticipantChange {
  /** `false` mutes. Nobody can be unmuted from afar. */
  setAudio?: boolean | undefined;
  /** `false` stops the camera. */
  setVideo?: boolean | undefined;
  /** Ends a screen share. Nobody can be made to share one. */
  setScreen?: false | undefined;
  /** Removes from the meeting and keeps out for its rest. */
  eject?: true | undefined;
  role?: Role | undefined;
}

export interface RecordingOptions {
  /** Sound alone. Default false. */
  audioOnly?: boolean | undefined;
  /** Default `aac`, which plays everywhere. `opus` is half of the work; QuickTime and many editors are silent then. */
  audioCodec?: 'aac' | 'opus' | undefined;
}

/** Where a live stream goes: at least one way out. */
export interface LiveStreamOptions {
  /** RTMP addresses with their keys, `rtmp(s)://server/app/key`, at most five. Keys are never shown again. */
  rtmpUrl?: string | string[] | undefined;
  /** Also, or only, for viewers by HLS. Default: only where there is no `rtmpUrl`. */
  hls?: boolean | undefined;
}

/**
 * A room in an iframe. Every command returns a promise that rejects with a `CloudMeetError`; commands that come before
 * the room page has answered wait for it. Getters answer at once with what the room page last told.
 */
export interface CloudMeetFrame {
  /**
   * Joins and resolves with the participants; from the lobby only once let in (`access-state-updated` tells). Rejects
   * with why the frame could not connect (`origin-not-allowed`, `blocked-by-frame-ancestors`, `protocol-mismatch`,
   * `insecure-context`, `timeout`), with a `token-…` code, `room-full`, `room-locked`, `lobby-denied`, `removed`;
   * `conflict` in a meeting, `not-joined` when `leave()` came first, `destroyed`, `invalid-argument`.
   */
  join(options?: JoinOptions): Promise<FrameParticipants>;
  /** Leaves; the frame stays and can join again. */
  leave(): Promise<void>;
  /** Leaves, removes the iframe that `createFrame` made and rejects what waits with `destroyed`. Idempotent. */
  destroy(): Promise<void>;

  /** Calls the handler at each event, `'*'` at all. Returns a function that stops it. */
  on: <Name extends FrameEventName | '*'>(name: Name, handler: FrameEventHandler<Name>) => () => void;
  /** The same for the next one only. */
  once: <Name extends FrameEventName | '*'>(name: Name, handler: FrameEventHandler<Name>) => () => void;
  off: <Name extends FrameEventName | '*'>(name: Name, handler: FrameEventHandler<Name>) => void;

  iframe: () => HTMLIFrameElement;
  meetingState: () => MeetingState;
  /** `local` is you, once joined; the others stand under their ids. The same object until something changes. */
  participants: () => FrameParticipants;
  participantCounts: () => ParticipantCounts;
  /** Is my microphone on? */
  localAudio: () => boolean;
  /** Is my camera on? */
  localVideo: () => boolean;

  setLocalAudio(enabled: boolean): Promise<void>;
  setLocalVideo(enabled: boolean): Promise<void>;
  startScreenShare(): Promise<void>;
  stopScreenShare(): Promise<void>;
  enumerateDevices(): Promise<{ devices: FrameDevice[] }>;
  setInputDevices(devices: {
    audioDeviceId?: string | undefined;
    videoDeviceId?: string | undefined;
  }): Promise<void>;
  setOutputDevice(device: { outputDeviceId: string }): Promise<void>;

  /** `id` is a participant's, or `'local'`. */
  updateParticipant(id: string, change: ParticipantChange): Promise<void>;
  /** Several at once; `'*'` is everybody else. Rejects with the first failure. */
  updateParticipants(changes: Record<string, ParticipantChange>): Promise<void>;
  /** Knocks again after the lobby said no or the room was full. */
  requestAccess(request?: { name?: string | undefined }): Promise<void>;
  updateWaitingParticipant(id: string, decision: { grantRequestedAccess: boolean }): Promise<void>;

  raiseHand(): Promise<void>;
  /** Without an id your own. */
  lowerHand(participantId?: string): Promise<void>;
  /** At most 4,000 characters; with `to` only that participant sees it. */
  sendChatMessage(text: string, to?: string): Promise<void>;
  /** Sends JSON of your own, at most 16 kB, to the pages of the others: `app-message`. `'*'` is everybody. */
  sendAppMessage(data: Json, to?: string): Promise<void>;

  /**
   * Asks for a recording of the meeting, or of its sound alone. It runs from `recording-started` on, which may take a
   * while when all recorders are busy. Rejects with `already-recording`, `not-permitted`.
   */
  startRecording(options?: RecordingOptions): Promise<void>;
  /** Rejects with `not-recording`. */
  stopRecording(): Promise<void>;
  /** Asks for a live stream. Rejects with `already-streaming`, `not-permitted`, `invalid-argument`. */
  startLiveStreaming(options?: LiveStreamOptions): Promise<void>;
  /** Rejects with `not-streaming`. */
  stopLiveStreaming(): Promise<void>;

  /** With `forAll` for everyone in the room, if your role may. */
  setLayout(layout: Layout, options?: { forAll?: boolean | undefined }): Promise<void>;
  setTheme(theme: Theme): Promise<void>;
  setLang(lang: Language): Promise<void>;

  getNetworkStats(): Promise<NetworkStats>;
  /** The way that media takes, with the connections of this page. */
  getNetworkTopology(): Promise<NetworkTopology>;
  testCallQuality(): Promise<CallQuality>;
  /** Checks every layer from this page to the media and names the first that fails, also when no frame answers. */
  diagnose(): Promise<Diagnosis>;
  /** Makes this frame's network worse on purpose. Only in rooms made with a test key. */
  simulateScenario(scenario: Scenario, seconds?: number): Promise<void>;
}
