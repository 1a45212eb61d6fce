import type { BrowserPorts, Clock, NetworkPort, SocketHandlers, WebSocketPort } from './browser-ports.ts';
import { canDropFrames, createFrameDropper } from './frame-dropper.ts';
import type { PeerHandlers, PeerPort } from './peer-port.ts';

const realClock: Clock = {
  nowMs: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

const network: NetworkPort = {
  online: () => navigator.onLine,
  onChange: (listener) => {
    const stop = new AbortController();
    const { signal } = stop;
    window.addEventListener('online', () => listener(true), { signal });
    window.addEventListener('offline', () => listener(false), { signal });
    return () => {
      stop.abort();
    };
  },
};

const gestures = ['pointerdown', 'keydown', 'touchend'] as const;

function onGesture(listener: () => void): () => void {
  const stop = new AbortController();
  for (const gesture of gestures) {
    window.addEventListener(gesture, listener, { signal: stop.signal, capture: true, passive: true });
  }
  return () => {
    stop.abort();
  };
}

/** A page that is kept for coming back (`persisted`) has not left: its connection is resumed. */
function onLeavePage(listener: () => void): () => void {
  const stop = new AbortController();
  const leave = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted) listener();
  };
  window.addEventListener('pagehide', leave, { signal: stop.signal });
  return () => {
    stop.abort();
  };
}

/** Chromium's names for what W3C Permissions Policy 9.2 calls `document.permissionsPolicy`. */
interface PolicyDocument {
  permissionsPolicy?: { allowsFeature(feature: string): boolean };
  featurePolicy?: { allowsFeature(feature: string): boolean };
}

function policyAllows(feature: string): boolean | undefined {
  const page = document as PolicyDocument;
  return (page.permissionsPolicy ?? page.featurePolicy)?.allowsFeature(feature);
}

function openSocket(url: string, handlers: SocketHandlers): WebSocketPort {
  const socket = new WebSocket(url);
  socket.onopen = () => {
    handlers.opened();
  };
  socket.onmessage = (event: MessageEvent<unknown>) => {
    handlers.received(event.data);
  };
  // An error is always followed by a close (WHATWG WebSockets, feedback from the protocol).
  socket.onclose = () => {
    handlers.closed();
  };
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => {
      socket.close();
    },
  };
}

function createPeerConnection(configuration: RTCConfiguration, handlers: PeerHandlers): PeerPort {
  const connection = new RTCPeerConnection(configuration);
  connection.onnegotiationneeded = () => {
    handlers.negotiationNeeded();
  };
  connection.onicecandidate = ({ candidate }) => {
    handlers.candidate(candidate);
  };
  const stateChanged = (): void => {
    handlers.stateChanged();
  };
  connection.onconnectionstatechange = stateChanged;
  connection.oniceconnectionstatechange = stateChanged;
  connection.onsignalingstatechange = stateChanged;
  return connection;
}

function videoCodecs(): RTCRtpCodec[] {
  return typeof RTCRtpReceiver === 'undefined' ? [] : (RTCRtpReceiver.getCapabilities('video')?.codecs ?? []);
}

async function reaches(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    await fetch(url, { mode: 'no-cors', cache: 'no-store', credentials: 'omit', signal });
    return true;
  } catch {
    // Blocked, unreachable or too slow: that is the answer.
    return false;
  }
}

/** The ports of the browser this runs in. What it lacks is left out rather than faked. */
export function realBrowser(): BrowserPorts {
  const devices = (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
  const permissions = (navigator as { permissions?: Permissions }).permissions;
  return {
    secureContext: isSecureContext,
    clock: realClock,
    random: () => Math.random(),
    openSocket,
    createPeerConnection: typeof RTCPeerConnection === 'undefined' ? undefined : createPeerConnection,
    videoCodecs,
    mediaDevices: devices,
    queryPermission: permissions && ((name) => permissions.query({ name })),
    policyAllows,
    createAudioContext: typeof AudioContext === 'undefined' ? undefined : () => new AudioContext(),
    createMediaStream: (tracks) => new MediaStream(tracks),
    network,
    onGesture,
    onLeavePage,
    reaches,
    createFrameDropper: canDropFrames() ? createFrameDropper : undefined,
  };
}
