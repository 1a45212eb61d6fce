import type { CloudMeetError, IceServer, Mixer, MixerReply, Signal, TrackKind } from '@cloudmeet/contracts';
import type { Disposer } from '../emitter.ts';
import type { LinkStatus, PeerStats } from '../store/peers-slice.ts';

/** Somebody to exchange media with. */
export interface EngineMember {
  participantId: string;
  /** When they came, ISO 8601: the later one of two calls the other. */
  joinedAt: string;
  /** Publishes something now. */
  publishes: boolean;
}

/** Whom and what to connect to: a mesh goes by the people, a mix by its mixer, a stream by its address. */
export interface EngineRoom {
  members: readonly EngineMember[];
  mixer: Mixer | null;
  /** Address of the room's stream (HLS); null, or left out, while there is none. */
  stream?: string | null;
}

/** What reached us for this engine: a signal of somebody else, or a word of the mixer. */
export type EngineMessage = { from: string; signal: Signal } | { mixer: Mixer; reply: MixerReply };

export interface PictureSize {
  /** In device pixels; 0×0 while nothing is shown. */
  width: number;
  height: number;
}

/** What is worth receiving; what is left out stays as it was. */
export interface ReceiveWish {
  /** Whose camera picture, where each has one of its own; everyone's by default. Sound and screens always come. */
  video?: 'all' | readonly string[];
  /** How large the composed picture is shown, where there is one. */
  picture?: PictureSize;
}

/** Whose sound and picture ought to arrive by now, so that silence can be told from a path that does not work. */
export interface FlowWish {
  audio: readonly string[];
  video: readonly string[];
}

/** Stands for the mixer where a participant's id would stand: what comes from there is of everybody. */
export const mixTracks = 'mix';

export interface EngineEvents {
  /**
   * A line of somebody opened, changed or closed; under `mixTracks` the mix (`audio`) and the composed picture
   * (`video`). Whether it is shown is decided by the room's state.
   */
  track: { participantId: string; kind: TrackKind; track: MediaStreamTrack | undefined };
  link: { participantId: string; status: LinkStatus };
  /** Kinds that the two sides could not agree on; empty when they can again. */
  rejected: { participantId: string; kinds: TrackKind[] };
  problem: CloudMeetError;
}

/** What a person's video is capped to, for the simulation of a slow uplink. */
export interface UplinkCap {
  videoBps: number;
  framesPerSecond: number;
}

/** One way for pictures and sound to travel. An engine is made for one session of one participant. */
export interface VideoEngine {
  /** Who and what is there now, me included; called again whenever that changes. */
  connect(room: EngineRoom): void;
  /** Sends this track as that kind from now on; null sends nothing. No renegotiation where the line exists. */
  publish(kind: TrackKind, track: MediaStreamTrack | null): void;
  setReceive(wish: ReceiveWish): void;
  receive(message: EngineMessage): void;
  /** Credentials were renewed. */
  setIceServers(servers: readonly IceServer[]): void;
  /** False while signals cannot reach anybody; back to true repairs what broke meanwhile. */
  setSignalling(up: boolean): void;
  /** Throws this part of the encoded frames away before sending, 0 to 1. */
  setFrameLoss(loss: number): void;
  setUplinkCap(cap: UplinkCap | null): void;
  /** Loudness of what is received, in dBov by participant; only those with sound arriving. */
  levels(): Map<string, number>;
  /** Since the last call, by participant; one connection for all is under `mixTracks`. */
  stats(): Promise<Map<string, PeerStats>>;
  /** Whether what ought to arrive really does: packets of sound, and decoded pictures. */
  flows(wish: FlowWish): Promise<boolean>;
  on<Name extends keyof EngineEvents>(name: Name, listener: (payload: EngineEvents[Name]) => void): Disposer;
  close(): void;
}
