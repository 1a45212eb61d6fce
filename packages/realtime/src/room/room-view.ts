import { changedPolicies, emptyRoomState, limitPolicies } from '@cloudmeet/contracts';
import type {
  LeaveReason,
  OnDuplicate,
  Participant,
  Permission,
  Policies,
  PolicyPermission,
  Role,
  Room,
  RoomMode,
  RoomState,
  Theme,
  Topology,
} from '@cloudmeet/contracts';

/** What the tenant set for a room: read when the room is opened and again when the API says it changed. */
export interface RoomSettings {
  tenantId: string;
  tenantName: string;
  theme: Theme;
  roomId: string;
  name: string;
  mode: RoomMode;
  maxParticipants: number;
  lobby: boolean;
  recording: Room['recording'];
  /** The room's own. A session begins with them within the limits. */
  policies: Policies;
  /** The most that the tenant lets any of its rooms allow. */
  policyLimits: Policies;
  /** Made with a test key. */
  test: boolean;
  /** The tenant deleted it while it was open: nobody comes in any more. */
  isDeleted?: boolean;
}

/** The private half of a participant: never in the log, never on the wire. */
export interface Presence {
  participantId: string;
  /** `sub` of the token. */
  userId: string;
  /** `jti` of the token. */
  tokenId: string;
  grants: readonly Permission[] | undefined;
  /** SHA-256 of the resume credential in hex. */
  credentialHash: string;
}

/** Somebody with a verified token, before they ask to come in. */
export interface Guest extends Omit<Presence, 'credentialHash'> {
  role: Role;
  /** The name that the token states; what people call themselves counts only without it. */
  tokenName: string | undefined;
  avatarUrl: string | undefined;
  metadata: Participant['metadata'];
  /** `stream`: watches the stream and publishes nothing. */
  receive: Participant['receive'];
  onDuplicate: OnDuplicate;
  /** `exp` of the token, seconds since the epoch. */
  expiresAtSeconds: number;
}

/** Somebody who asks to come in. */
export interface Applicant extends Guest, Presence {
  name: string;
  /** What they wish to have on from the start. */
  audio: boolean;
  video: boolean;
  /** Agrees to be recorded. */
  consents: boolean;
}

export interface Ban {
  userId: string;
  tokenId: string;
}

/** What hosts changed about a person; it holds for that token until the session ends. */
export interface Standing {
  role: Role;
  granted: readonly PolicyPermission[];
}

/** All that a decision may look at. Immutable: every change makes a new one. */
export interface RoomView {
  settings: RoomSettings;
  /** The fold of the session's log. */
  state: RoomState;
  /** What the tenant set for the room and its hosts changed; `state.policies` is that within the tenant's limits. */
  ownPolicies: Policies;
  /** Private halves of everybody of this session, the departed included, by participant id. */
  presences: ReadonlyMap<string, Presence>;
  /** Who stands at the door, by participant id. */
  applicants: ReadonlyMap<string, Applicant>;
  /** Why the departed left, by participant id. */
  departed: ReadonlyMap<string, LeaveReason>;
  /** Role and permissions that were changed live, by token id. */
  standings: ReadonlyMap<string, Standing>;
  bans: readonly Ban[];
  /** Participants who have a socket now. */
  connected: ReadonlySet<string>;
  /** From which entry on somebody sees more or less of the log than before, by participant id. */
  visibleSince: ReadonlyMap<string, number>;
  /** With which entry those who publish began to, by participant id. */
  publishingSince: ReadonlyMap<string, number>;
  /** Highest generation of a mixer of this session; 0 before the first. */
  mixerGeneration: number;
  /** Why the present step of the media ladder was begun. */
  stepReason: string | null;
  /** When a step was given up last, RFC 3339. */
  keptAt: string | null;
  /** This session was recorded, or is. */
  hasRecorded: boolean;
}

/** How media may travel in a session, by the room's mode and what media nodes there are. `at` is the writer's time. */
export interface MediaLadder {
  /** How many may share audio, video or screen now. */
  publishersMax(view: RoomView, at: string): number;
  /** How many may once the room has stepped up, if it can: what a newcomer is told. */
  publishersEver(view: RoomView, at: string): number;
}

/** How a session of a room begins. Rooms of mode `stream` are mixed. */
export function initialTopology(mode: RoomMode): Topology {
  return mode === 'mixed' || mode === 'stream' ? 'mixed' : 'p2p';
}

/** True when two policies say the same, however they say it. */
export function samePolicies(one: Policies, other: Policies): boolean {
  return Object.keys(changedPolicies(one, other)).length === 0;
}

/** The room's own policies, as far as the tenant lets any room go. */
export function permittedPolicies({
  policies,
  policyLimits,
}: Pick<RoomSettings, 'policies' | 'policyLimits'>): Policies {
  return limitPolicies(policies, policyLimits);
}

/** Policies as the log states them: what holds, and the room's own where its tenant allows it less. */
export function statedPolicies(
  ownPolicies: Policies,
  limits: Policies,
): { policies: Policies; ownPolicies?: Policies } {
  const policies = limitPolicies(ownPolicies, limits);
  return samePolicies(policies, ownPolicies) ? { policies } : { policies, ownPolicies };
}

/** The room between sessions: nobody in it, the policies the tenant set. */
export function restingView(settings: RoomSettings, connected: ReadonlySet<string>): RoomView {
  return {
    settings,
    state: {
      ...emptyRoomState,
      topology: initialTopology(settings.mode),
      policies: permittedPolicies(settings),
    },
    ownPolicies: settings.policies,
    presences: new Map(),
    applicants: new Map(),
    departed: new Map(),
    standings: new Map(),
    bans: [],
    connected,
    visibleSince: new Map(),
    publishingSince: new Map(),
    mixerGeneration: 0,
    stepReason: null,
    keptAt: null,
    hasRecorded: false,
  };
}

/** True while a session runs. */
export function isLive(state: RoomState): boolean {
  return state.sessionId !== null && state.ended === null;
}

export function isEmpty(state: RoomState): boolean {
  return Object.keys(state.participants).length === 0 && Object.keys(state.waiting).length === 0;
}

/** The room as it is for somebody who comes: the live session, or a new one. */
export function presentView(view: RoomView): RoomView {
  return isLive(view.state) ? view : restingView(view.settings, view.connected);
}

/** A copy of a map with one more. */
export function withKey<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value): Map<Key, Value> {
  return new Map(map).set(key, value);
}
