import type { CloudMeetError, IceServer, Signal, TrackKind } from '@cloudmeet/contracts';
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

export interface EngineEvents {
  /** A line of somebody opened, changed or closed. Whether it is shown is decided by the room's state. */
  track: { participantId: string; kind: TrackKind; track: MediaStreamTrack | undefined };
  link: { participantId: string; status: LinkStatus };
  /** Kinds that the two browsers could not agree on; empty when they can again. */
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
  /** Who is there now, me included; called again whenever that changes. */
  connect(members: readonly EngineMember[]): void;
  /** Sends this track as that kind from now on; null sends nothing. No renegotiation where the line exists. */
  publish(kind: TrackKind, track: MediaStreamTrack | null): void;
  /** Whose camera picture to receive; everyone's by default. Sound and screens always come. */
  setReceive(video: 'all' | readonly string[]): void;
  /** A signal from another participant. */
  receive(from: string, signal: Signal): void;
  /** Credentials were renewed. */
  setIceServers(servers: readonly IceServer[]): void;
  /** False while signals cannot reach anybody; back to true repairs what broke meanwhile. */
  setSignalling(up: boolean): void;
  /** Throws this part of the encoded frames away before sending, 0 to 1. */
  setFrameLoss(loss: number): void;
  setUplinkCap(cap: UplinkCap | null): void;
  /** Loudness of what is received, in dBov by participant; only those with sound arriving. */
  levels(): Map<string, number>;
  /** Since the last call, by participant. */
  stats(): Promise<Map<string, PeerStats>>;
  on<Name extends keyof EngineEvents>(name: Name, listener: (payload: EngineEvents[Name]) => void): Disposer;
  close(): void;
}
