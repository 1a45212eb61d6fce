import type { Entry, LeaveReason, Participant, Role, RoomEvent, Topology } from '@cloudmeet/contracts';
import type { RequestedCapture } from './requested-capture.ts';
import type { Ban, Presence, RoomSettings } from './room-view.ts';

/** The right to write a room: every write names the epoch, and one of an older epoch is refused. */
export interface Lease {
  tenantId: string;
  roomId: string;
  epoch: number;
}

export type AcquiredLease =
  | { status: 'acquired'; lease: Lease }
  /** Another node has the room; clients are sent to its socket. */
  | { status: 'held'; socketUrl: string }
  | { status: 'missing' };

/** What is durable of a live session. */
export interface RecordedSession {
  sessionId: string;
  entries: readonly Entry[];
  /** Everybody who was in it, the departed included. */
  presences: readonly Presence[];
  bans: readonly Ban[];
}

/** One transaction of the room's writer: all of it or nothing. */
export interface RoomCommit {
  lease: Lease;
  sessionId: string;
  /** Dense, and following the newest entry of the session. */
  entries: readonly Entry[];
  starts?: Extract<Entry, { type: 'session.started' }>;
  left: readonly { participantId: string; reason: LeaveReason; at: string }[];
  joined: readonly { participant: Participant; presence: Presence }[];
  roles: readonly { participantId: string; role: Role }[];
  bans: readonly Ban[];
  /** Recordings and streams that begin: each is a job as well. */
  captures: readonly (RequestedCapture & { at: string })[];
  /** Those that are to stop; with the session all of it do. */
  stops: readonly { captureId: string; reason: string; at: string }[];
  /** The room's lock as it is afterwards, when this changes it. */
  locked?: boolean;
  /** How media travels afterwards, when this changes it. */
  topology?: Topology;
  ends?: { reason: string; at: string };
  /** What customers are told, in the same transaction. */
  events: readonly RoomEvent[];
}

/**
 * `fenced`: the room has changed hands. `diverged`: the log is not as the writer knows it. Nothing was written then.
 */
export type CommitOutcome = 'committed' | 'fenced' | 'diverged';

/**
 * Where rooms are kept. Every adapter passes the suite in tests/room-store-suite.ts.
 */
export interface RoomStore {
  /** The room and its tenant, by the room's id alone; undefined when there is none. */
  findRoom(roomId: string): Promise<RoomSettings | undefined>;
  /** Takes the room for this node, or says who has it. */
  acquire(tenantId: string, roomId: string): Promise<AcquiredLease>;
  /** Holds on; returns the ids of the rooms that are still this node's. */
  renew(leases: readonly Lease[]): Promise<ReadonlySet<string>>;
  release(lease: Lease): Promise<void>;
  /** Socket of the node that has the room now. */
  holderOf(roomId: string): Promise<string | undefined>;
  /** The live session of a room with its whole log. */
  readSession(lease: Lease): Promise<RecordedSession | undefined>;
  /**
   * Writes. Doing it again after a failure whose outcome is not known writes nothing twice.
   * @throws CloudMeetError `unavailable` when the store is out of reach and the outcome is not known; anything else
   *   when the store refused what it was given and nothing was written
   */
  commit(commit: RoomCommit): Promise<CommitOutcome>;
  /** Ends the sessions of rooms that were deleted while no node could be asked, at most `max`. Resolves with how many. */
  endDeleted(max: number): Promise<number>;
  /** Rooms whose session goes on although no node has them, at most `max`. */
  orphans(max: number): Promise<string[]>;
}
