import type { FromMediaNode, IceServer, Mixer, ToMediaNode } from '@cloudmeet/contracts';

/** A mix that a room wants. */
export interface MixWish {
  mixer: Mixer;
  tenantId: string;
  roomId: string;
  sessionId: string;
  /** Servers that the media node itself may use to be reached. */
  iceServers: IceServer[];
  /** People who are expected to connect. */
  participants: number;
}

/** What a mix tells the room that has it. Nothing comes once it was let go of. */
export interface MixEvents {
  message(message: Exclude<FromMediaNode, { t: 'pong' | 'opened' }>): void;
  /** The node was out of reach for a moment and has the mix still: what the room sent meanwhile is to be sent again. */
  reopened(): void;
  /** The mix is gone with its node. */
  lost(reason: string): void;
}

/** A mix that a media node has for a room. Sending to a lost one does nothing. */
export interface Mix {
  readonly mixer: Mixer;
  /** The media node that has it. */
  readonly nodeId: string;
  send(message: Extract<ToMediaNode, { t: 'room' | 'request' }>): void;
  /** Ends it at the node. Idempotent. */
  end(): void;
  /** Lets go: it runs on for whoever writes the room next. Idempotent. */
  letGo(): void;
}

/** Where rooms of a realtime node are mixed. */
export interface MediaPlane {
  /** True when some media node could take a room, as far as is known. */
  readonly isOpen: boolean;
  /**
   * Finds a node for a new mix. Of two nodes of the region taken at random the one with less load is asked first.
   * @throws CloudMeetError `media-full` when no node takes it, `unavailable` when nobody can be asked
   */
  place(wish: MixWish, events: MixEvents): Promise<Mix>;
  /** Takes over the mix that a room has; undefined when it is gone. */
  find(wish: MixWish, events: MixEvents): Promise<Mix | undefined>;
}

/** A deployment without media nodes: rooms stay peer to peer. */
export const noMediaPlane: MediaPlane = {
  isOpen: false,
  place: () => Promise.reject(new Error('There is no media plane.')),
  find: async () => undefined,
};
