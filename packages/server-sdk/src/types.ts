/**
 * Shapes of the REST API as a customer sees them. They are written out, so that the published types need nothing else;
 * `types.test.ts` holds them to the contracts.
 */

export type Role = 'host' | 'moderator' | 'attendee';
export type PolicyValue = 'allowed' | 'on-request' | 'off';

/** What attendees may do, and who may begin recordings and streams. `media.publish` may be decided for audio and video apart. */
export interface Policies {
  'media.publish': PolicyValue | { audio: PolicyValue; video: PolicyValue };
  'screen.share': PolicyValue;
  'chat.send': PolicyValue;
  'chat.direct': PolicyValue;
  'notes.edit': PolicyValue;
  /** Of hosts and moderators; `off`: nobody, your server neither. */
  'recording.start': 'moderators' | 'hosts' | 'off';
  'stream.start': 'hosts' | 'off';
}

export interface RecordingSettings {
  /** Start with the session. */
  automatic?: boolean | undefined;
  /** People agree before they join a recorded session. */
  requireConsent?: boolean | undefined;
}

export interface RoomSettings {
  /** 1 to 120 characters. */
  name?: string;
  /** Default `auto`. */
  mode?: 'auto' | 'p2p' | 'mixed' | 'stream';
  /** 1 to 100, default 100. */
  maxParticipants?: number;
  /** Attendees wait until a host or moderator lets them in. Default false. */
  lobby?: boolean;
  /** What is left out is as wide as can be. */
  policies?: Partial<Policies>;
  recording?: RecordingSettings;
  /** Your own id, to find the room by. */
  externalId?: string;
  /** JSON of your own, up to 4 kB. */
  metadata?: Record<string, unknown>;
}

/** What is left out keeps its value. */
export type RoomChanges = Omit<RoomSettings, 'externalId'> & { externalId?: string | null };

export interface LiveSession {
  id: string;
  topology: 'p2p' | 'mixed' | 'stream';
  participantCount: number;
  startedAt: string;
}

export interface Room {
  id: string;
  name: string;
  /** Where the room page is; a token opens it. */
  url: string;
  mode: 'auto' | 'p2p' | 'mixed' | 'stream';
  maxParticipants: number;
  lobby: boolean;
  locked: boolean;
  policies: Policies;
  recording: RecordingSettings;
  externalId: string | null;
  metadata: Record<string, unknown>;
  /** Made with a test key. */
  test: boolean;
  createdAt: string;
  updatedAt: string;
  /** The live run of the room, or null. */
  session: LiveSession | null;
}

export interface TokenSettings {
  /** Default `attendee`. */
  role?: Role;
  /** Your own id of the person; random when absent. */
  userId?: string;
  name?: string;
  avatarUrl?: string;
  metadata?: Record<string, unknown>;
  /** 10 to 86,400, default 3,600. */
  expiresInSeconds?: number;
  /** Narrows the role to these permissions. */
  grants?: string[];
  /** What happens to an earlier presence of the same person. Default `replace`. */
  onDuplicate?: 'replace' | 'reject' | 'allow';
  receive?: 'auto' | 'stream';
}

export interface MintedToken {
  token: string;
  expiresAt: string;
  /** Room page with the token in the fragment. */
  joinUrl: string;
}

export interface TokenInspection {
  valid: boolean;
  /** Error code it would be refused with. */
  code?: string | undefined;
  reason?: string | undefined;
  fix?: string | undefined;
  claims?: Record<string, unknown> | undefined;
  /** Permissions it gives in its room as the room is now. */
  allows: string[];
}

export interface Participant {
  id: string;
  userId: string;
  name: string;
  avatarUrl?: string | undefined;
  role: Role;
  joinedAt: string;
  audio: boolean;
  video: boolean;
  screen: boolean;
  granted: string[];
  metadata?: Record<string, unknown> | undefined;
  /** Agreed to be recorded. */
  consented?: boolean | undefined;
  /** `stream`: watches the stream and publishes nothing; absent is `auto`. */
  receive?: 'auto' | 'stream' | undefined;
}

export interface Tenant {
  id: string;
  name: string;
  createdAt: string;
}

export interface AllowedOrigin {
  id: string;
  origin: string;
  createdAt: string;
}

/** One plain text by language, up to 200 characters each. */
export interface WordsByLanguage {
  en?: string | undefined;
  el?: string | undefined;
}

/** How rooms look and what they say. What is left out is CloudMeet's own. */
export interface Branding {
  /** A colour like `#1870ba`. */
  accent?: string | undefined;
  /** Corner radius of controls in px, 0 to 16. */
  radius?: number | undefined;
  font?: 'geist' | 'inter' | 'system' | undefined;
  logoUrl?: string | undefined;
  colorScheme?: 'dark' | 'light' | 'auto' | undefined;
  /** What a room's page begins in; `auto`, the default, is what the browser asks for. */
  language?: 'en' | 'el' | 'auto' | undefined;
  /** Before joining, while somebody waits to be let in, and after the meeting. Markup means nothing here. */
  texts?:
    | {
        welcome?: WordsByLanguage | undefined;
        waiting?: WordsByLanguage | undefined;
        ended?: WordsByLanguage | undefined;
      }
    | undefined;
  /** An https address for those who need help, shown after the meeting and beside errors. */
  supportUrl?: string | undefined;
}

/** A public key: Ed25519 (RFC 8037) or P-256. One with a private member `d` is refused. */
export interface PublicKeyJwk {
  kty?: string | undefined;
  crv?: string | undefined;
  x?: string | undefined;
  y?: string | undefined;
  /** Default: the thumbprint (RFC 7638). */
  kid?: string | undefined;
}

export interface SigningKey {
  id: string;
  /** Goes into the header of the tokens you sign. */
  kid: string;
  algorithm: 'EdDSA' | 'ES256';
  publicKeyJwk: PublicKeyJwk;
  createdAt: string;
}

export interface ApiKeySettings {
  name?: string;
  /** Default: that of the key you call with. */
  kind?: 'test' | 'live';
}

export interface ApiKey {
  id: string;
  name: string;
  kind: 'test' | 'live';
  /** First characters, to recognise it by. */
  prefix: string;
  createdAt: string;
  lastUsedAt: string | null;
}

export interface CreatedApiKey extends ApiKey {
  /** Shown this once. */
  key: string;
}

/** A page of a list; `nextCursor` is null on the last. */
export interface Page<Item> {
  data: Item[];
  nextCursor: string | null;
}

export interface PageOptions {
  /** 1 to 100, default 25. */
  limit?: number;
  cursor?: string;
}
