/**
 * The parts of RTCPeerConnection (W3C WebRTC 1.0) that the engine uses. The browser's own objects fit these shapes;
 * tests put a model of them in place.
 */
export interface PeerPort {
  readonly signalingState: RTCSignalingState;
  readonly connectionState: RTCPeerConnectionState;
  readonly iceConnectionState: RTCIceConnectionState;
  readonly localDescription: RTCSessionDescriptionInit | null;
  readonly remoteDescription: RTCSessionDescriptionInit | null;
  setLocalDescription(): Promise<void>;
  setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void>;
  addIceCandidate(candidate: RTCIceCandidateInit): Promise<void>;
  addTransceiver(kind: 'audio' | 'video', init: RTCRtpTransceiverInit): TransceiverPort;
  getTransceivers(): TransceiverPort[];
  createDataChannel(label: string, init: RTCDataChannelInit): ChannelPort;
  setConfiguration(configuration: RTCConfiguration): void;
  restartIce(): void;
  getStats(): Promise<StatsPort>;
  close(): void;
}

/** RTCDataChannel, as the loop of `testCallQuality()` uses it. */
export interface ChannelPort extends Pick<EventTarget, 'addEventListener' | 'removeEventListener'> {
  readonly readyState: RTCDataChannelState;
  send(text: string): void;
}

/** What a connection tells; nothing comes after its `close()`. */
export interface PeerHandlers {
  negotiationNeeded(): void;
  /** One more way to reach us; null at the end of gathering. */
  candidate(candidate: CandidatePort | null): void;
  /** connectionState, iceConnectionState or signalingState changed. */
  stateChanged(): void;
}

export interface TransceiverPort {
  readonly mid: string | null;
  direction: RTCRtpTransceiverDirection;
  readonly currentDirection: RTCRtpTransceiverDirection | null;
  readonly sender: SenderPort;
  readonly receiver: ReceiverPort;
  /** Older browsers lack it. */
  setCodecPreferences?(codecs: readonly RTCRtpCodec[]): void;
}

export interface SenderPort {
  readonly track: MediaStreamTrack | null;
  replaceTrack(track: MediaStreamTrack | null): Promise<void>;
  getParameters(): RTCRtpSendParameters;
  setParameters(parameters: RTCRtpSendParameters): Promise<void>;
}

export interface ReceiverPort {
  readonly track: MediaStreamTrack;
  getSynchronizationSources(): { audioLevel?: number; timestamp: number }[];
}

export interface CandidatePort {
  readonly candidate: string;
  readonly sdpMid: string | null;
  readonly sdpMLineIndex: number | null;
  readonly usernameFragment: string | null;
}

/** RTCStatsReport: a map of dictionaries, parsed where they are read. */
export interface StatsPort {
  forEach(each: (entry: Record<string, unknown>) => void): void;
}
