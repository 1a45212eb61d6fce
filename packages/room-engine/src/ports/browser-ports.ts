import type { FrameDropper } from './frame-dropper.ts';
import type { PeerHandlers, PeerPort } from './peer-port.ts';

/**
 * Everything the engine takes from the browser, so that tests can put something deterministic in its place. The
 * shapes are those of the DOM, narrowed to what is used.
 */
export interface BrowserPorts {
  /** `window.isSecureContext` (W3C Secure Contexts). */
  secureContext: boolean;
  clock: Clock;
  /** From 0 up to 1, as Math.random. */
  random: () => number;
  /** Opens a socket (WHATWG WebSockets); throws as the constructor does. */
  openSocket: (url: string, handlers: SocketHandlers) => WebSocketPort;
  /** Absent where the browser has no WebRTC. */
  createPeerConnection?: ((configuration: RTCConfiguration, handlers: PeerHandlers) => PeerPort) | undefined;
  /** What it decodes (RTCRtpReceiver.getCapabilities), in its own order. */
  videoCodecs?: (() => RTCRtpCodec[]) | undefined;
  /** Absent in insecure contexts and where there are no devices. */
  mediaDevices?: MediaDevicesPort | undefined;
  queryPermission?: ((name: 'camera' | 'microphone') => Promise<PermissionPort>) | undefined;
  /** What Permissions-Policy says of a feature; undefined where the browser does not tell. */
  policyAllows: (feature: 'camera' | 'microphone' | 'display-capture') => boolean | undefined;
  createAudioContext?: (() => AudioContext) | undefined;
  createMediaStream: (tracks: MediaStreamTrack[]) => MediaStream;
  network: NetworkPort;
  /** Calls back on the first gesture, which lets a suspended AudioContext start. */
  onGesture: (listener: () => void) => () => void;
  /** Called when the page is closed or navigated away, or its frame removed. */
  onLeavePage: (listener: () => void) => () => void;
  /** True when the address answers anything at all, also what this page may not read. */
  reaches: (url: string, signal: AbortSignal) => Promise<boolean>;
  /** Absent where encoded frames cannot be reached. */
  createFrameDropper?: (() => FrameDropper) | undefined;
}

/** Time, in ms. */
export interface Clock {
  /** Since the epoch. */
  nowMs(): number;
  /** Runs once after `ms`; the answer takes it back. */
  after(ms: number, run: () => void): () => void;
}

export interface WebSocketPort {
  /** Sends when open; before and after that it does nothing. */
  send(text: string): void;
  close(): void;
}

/** What a socket tells; nothing comes after `closed`, which comes once, also after a failed opening. */
export interface SocketHandlers {
  opened(): void;
  received(data: unknown): void;
  closed(): void;
}

export type MediaDevicesPort = Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'> &
  Partial<Pick<MediaDevices, 'getDisplayMedia'>> &
  Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;

export type PermissionPort = Pick<PermissionStatus, 'state'> &
  Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;

export interface NetworkPort {
  online(): boolean;
  /** Called when the browser finds or loses its network. */
  onChange(listener: (online: boolean) => void): () => void;
}
