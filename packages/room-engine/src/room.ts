import type {
  CallQuality,
  CommandArgs,
  Diagnosis,
  FrameDevice,
  Json,
  Layout,
  NetworkStats,
  PoliciesInput,
  PolicyPermission,
  Preview,
  Reaction,
  Role,
  Scenario,
  TrackKind,
} from '@cloudmeet/contracts';
import type { Disposer } from './emitter.ts';
import type { PictureSize } from './engines/video-engine.ts';
import type { BrowserPorts } from './ports/browser-ports.ts';
import type { RoomEvents } from './room-events.ts';
import type { RoomStore } from './store/store.ts';

export interface RoomOptions {
  /** Address of the room socket, `ws:` or `wss:`. */
  socketUrl: string;
  roomId: string;
  /** Address of the API, so that `diagnose()` can tell a blocked socket from a blocked network. */
  apiUrl?: string;
  /** What the engine takes from the browser; the real one by default, fakes in tests. */
  browser?: BrowserPorts;
}

export interface JoinWish {
  /** Shown to the others unless the token carries a name. */
  name?: string | undefined;
  /** Start with the microphone on. Opens it when it is not open yet. Default false. */
  audio?: boolean;
  /** Start with the camera on. Default false. */
  video?: boolean;
  /** Agrees to be recorded, where `preview.room.requiresConsent` asks for it. */
  consent?: boolean;
}

/** `waiting`: in the lobby; the store says when that ends. */
export type JoinOutcome = 'joined' | 'waiting';

/** What is being simulated, in words that say how. */
export interface SimulationReport {
  scenario: Scenario;
  /** What really happens, such as "camera capped at 60 kbit/s and 5 frames a second". */
  by: string;
  /** When it ends by itself, in ms since the epoch; null when only another scenario ends it. */
  endsAtMs: number | null;
}

/** Everything a page can ask of a room. Each rejects with CloudMeetError; `not-joined` outside the meeting. */
export interface RoomActions {
  /**
   * Connects and resolves with what the room is. May be called again after the meeting ended for this page; without
   * a token it takes the last one. Rejects with `webrtc-unsupported`, `insecure-context`, a `token-…` code,
   * `room-full`, `room-ended`, `removed`.
   */
  connect(token?: string): Promise<Preview>;
  /** Joins after `connect()`. A device that cannot be opened does not stop it: see `camera-error` and the store. */
  join(wish?: JoinWish): Promise<JoinOutcome>;
  /** Leaves the meeting or the lobby and lets go of every device. Resolves when done, also when never joined. */
  leave(): Promise<void>;

  /** Microphone on or off; before joining for the preview and level only. Rejects with a device code. */
  setAudio(on: boolean): Promise<void>;
  /** Camera on or off; off really stops it. */
  setVideo(on: boolean): Promise<void>;
  /** Asks what to share; with sound where the browser offers it. Rejects with `share-cancelled`. */
  startScreenShare(): Promise<void>;
  stopScreenShare(): Promise<void>;
  /** Lists devices anew; labels are empty before a permission was given. */
  enumerateDevices(): Promise<FrameDevice[]>;
  /** Changes camera or microphone without a renegotiation; opened at once when that kind is on. */
  setInputDevices(choice: { audioDeviceId?: string; videoDeviceId?: string }): Promise<void>;
  /** Where everyone is heard; takes effect on elements attached by `attachOutput`. */
  setOutputDevice(outputDeviceId: string): Promise<void>;

  sendChat(text: string, to?: string): Promise<void>;
  deleteMessage(messageId: string): Promise<void>;
  raiseHand(): Promise<void>;
  /** My hand, or somebody's by a host or moderator. */
  lowerHand(participantId?: string): Promise<void>;
  invite(participantId: string, permissions: PolicyPermission[]): Promise<void>;
  uninvite(participantId: string, permissions: PolicyPermission[]): Promise<void>;
  mute(participantId: string): Promise<void>;
  stopVideo(participantId: string): Promise<void>;
  /** Ends somebody else's screen share. */
  stopScreen(participantId: string): Promise<void>;
  remove(participantId: string): Promise<void>;
  changeRole(participantId: string, role: Role): Promise<void>;
  admit(participantId: string): Promise<void>;
  deny(participantId: string): Promise<void>;
  lock(locked: boolean): Promise<void>;
  /** Ends the meeting for everyone. */
  end(): Promise<void>;
  updatePolicy(policies: PoliciesInput): Promise<void>;
  /** The layout for everyone; what only this page shows is the page's own business. */
  setLayout(layout: Layout): Promise<void>;
  spotlight(participantId: string | null): Promise<void>;
  react(reaction: Reaction): Promise<void>;
  /** Records the meeting, or its sound alone. Rejects with `already-recording`. */
  startRecording(wish?: CommandArgs<'recording.start'>): Promise<void>;
  /** Rejects with `not-recording`. */
  stopRecording(): Promise<void>;
  /** Agrees to be recorded: before that nothing of mine is sent where the room asks for it. */
  consent(): Promise<void>;
  /** Streams to RTMP addresses, as HLS, or both; HLS alone by default. Rejects with `already-streaming`. */
  startStream(wish?: CommandArgs<'stream.start'>): Promise<void>;
  /** Rejects with `not-streaming`. */
  stopStream(): Promise<void>;
  /** Customer's own JSON to everyone or one participant: passed on, never stored. */
  sendApp(data: Json, to?: string): Promise<void>;

  getNetworkStats(): Promise<NetworkStats>;
  /** A loop of a few seconds through TURN, or through the local stack where none is configured. */
  testCallQuality(): Promise<CallQuality>;
  /** The layers that can be seen from inside the frame, outermost first. */
  diagnose(): Promise<Diagnosis>;
  /** Breaks the network of this page on purpose; rejects with `not-permitted` unless the room is a test one. */
  simulateScenario(scenario: Scenario, seconds?: number): Promise<SimulationReport>;
}

/** Arguments of `chat.send` and the like, for those who build a command by name. */
export type { CommandArgs };

/** One live track that can be shown or heard. Mine are under `local`, a mixer's under `mix`. */
export interface RoomTrack {
  participantId: string;
  kind: TrackKind;
  track: MediaStreamTrack;
}

/** The key of my own tracks in the registry; my participant id works too once I have one. */
export const localTracks = 'local';

/** Tracks live outside the store: they are not data. */
export interface TrackRegistry {
  get(participantId: string, kind: TrackKind): MediaStreamTrack | undefined;
  list(): RoomTrack[];
  /** Called when a track comes, is exchanged (device change) or goes (`track` undefined). */
  on(
    listener: (change: {
      participantId: string;
      kind: TrackKind;
      track: MediaStreamTrack | undefined;
    }) => void,
  ): Disposer;
}

/** Loudness in dBov (RFC 6464: 0 is the loudest, -127 silence), about ten times a second. */
export interface Levels {
  /** Mine under `local`, others by participant id. */
  get(participantId: string): number;
  on(listener: (levels: ReadonlyMap<string, number>) => void): Disposer;
}

/** A room in this page, without any picture of it. */
export interface Room {
  readonly store: RoomStore;
  readonly actions: RoomActions;
  readonly tracks: TrackRegistry;
  readonly levels: Levels;
  on<Name extends keyof RoomEvents>(name: Name, listener: (payload: RoomEvents[Name]) => void): Disposer;
  /** How large the composed picture is shown, so that no larger one is sent; 0×0 while it is not shown. */
  setPictureSize(size: PictureSize): void;
  /** Plays through the chosen output device from now on (HTMLMediaElement.setSinkId), until disposed. */
  attachOutput(element: HTMLMediaElement): Disposer;
  /** Shows the stream in this element until disposed, for who watches it instead of being connected to the others. */
  attachStream(element: HTMLVideoElement): Disposer;
  /** Lets go of everything: socket, connections, devices, timers, listeners. Emits nothing. Idempotent. */
  close(): void;
}
