import type {
  CloudMeetError,
  CommandArgs,
  EntryBody,
  Ephemeral,
  IdKind,
  Quality,
} from '@cloudmeet/contracts';
import type { RequestedCapture } from './requested-capture.ts';
import type { Applicant, Ban, MediaLadder, Presence, RoomSettings } from './room-view.ts';

/** Passed on at once: to everybody, to everybody but its sender, or to one participant. */
export interface AddressedEphemeral {
  to: 'everyone' | 'others' | { participantId: string };
  ephemeral: Exclude<Ephemeral, { e: 'presence' }>;
}

/** What a decision changes. Nothing is changed by deciding. */
export interface Decided {
  entries: readonly EntryBody[];
  /** Private halves of those who join with these entries. */
  presences?: readonly Presence[];
  /** Those who wait with these entries. */
  applicants?: readonly Applicant[];
  bans?: readonly Ban[];
  /** Recordings and streams that these entries request. */
  captures?: readonly RequestedCapture[];
  settings?: RoomSettings;
  ephemerals?: readonly AddressedEphemeral[];
  /** For the mixer of the room. */
  toMixer?: CommandArgs<'mixer.send'>;
  /** The sender has media over what is prepared. */
  ready?: CommandArgs<'topology.ready'>;
  /** A device of the sender's did not work. */
  deviceFailed?: CommandArgs<'device.report'>;
  /** What the sender says of its own connection. */
  quality?: Quality;
}

/** A decision, or why there is none. */
export type Outcome = Decided | CloudMeetError;

/** What decisions need beyond the room: the time and fresh ids come in, so deciding stays pure. */
export interface DecisionContext {
  /** The writer's time, RFC 3339 in UTC. */
  at: string;
  newId(kind: IdKind): string;
  ladder: MediaLadder;
}

/** Nothing to change: the room is so already. */
export const unchanged: Decided = { entries: [] };
