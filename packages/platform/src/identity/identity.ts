import type { PrincipalRecord } from '@cloudmeet/database';

/** Where somebody signs in from, as far as the request says. */
export interface Device {
  userAgent: string | null;
  address: string | null;
}

/** What a console works with. The refresh token works once. */
export interface Tokens {
  accessToken: string;
  expiresInSeconds: number;
  refreshToken: string;
}

export type SignInOutcome =
  ({ status: 'signed-in' } & Tokens) | { status: 'mfa-required'; challenge: string };

/** Who an access token stands for. */
export interface Principal extends PrincipalRecord {
  /** What the provider calls the person. */
  subject: string;
}

/** Somebody who is signed in, with the token they showed. */
export interface Person extends Principal {
  accessToken: string;
}

export interface OwnSession {
  id: string;
  createdAt: Date;
  lastUsedAt: Date;
  userAgent: string | null;
  address: string | null;
}

/**
 * Who may sign in to the console. Errors are CloudMeetErrors; attempts are counted by address and person, and too many
 * are `sign-in-locked` with the seconds to wait, whether or not there is such an account.
 */
export interface Identity {
  /** Null when the address has an account. @throws `password-refused` */
  signUp(
    input: { email: string; password: string; name: string },
    device: Device,
  ): Promise<{ userId: string; tokens: Tokens } | null>;
  /** @throws `sign-in-refused`, `sign-in-locked` */
  signIn(input: { email: string; password: string }, device: Device): Promise<SignInOutcome>;
  /** @throws `code-refused`, `challenge-expired`, `sign-in-locked` */
  answerMfa(input: { challenge: string; code: string }, device: Device): Promise<Tokens>;
  /** @throws `refresh-refused`; a refresh token that was used long before ends its session */
  refresh(refreshToken: string, device: Device): Promise<Tokens>;
  /** Ends the session of a refresh token. Nothing happens when there is none. */
  signOut(refreshToken: string): Promise<void>;
  /** @throws `invalid-credential`, `unavailable` */
  verify(accessToken: string): Promise<Principal>;
  hasAccount(email: string): Promise<boolean>;
  /** The person of an address, made here when only the provider knows them. */
  findUserId(email: string): Promise<string | null>;

  listSessions(userId: string): Promise<OwnSession[]>;
  /** False when the person has no such session. */
  revokeSession(userId: string, sessionId: string): Promise<boolean>;
  rename(userId: string, name: string): Promise<void>;

  /** Ends the person's other sessions. @throws `sign-in-refused`, `sign-in-locked`, `password-refused` */
  changePassword(person: Person, current: string, next: string): Promise<void>;
  requestPasswordReset(email: string): Promise<void>;
  /** Ends all sessions. @throws `link-expired`, `password-refused`, `sign-in-locked` */
  resetPassword(input: { email: string; code: string; password: string }): Promise<void>;

  hasMfa(person: Person): Promise<boolean>;
  /** @throws `conflict` */
  beginMfa(person: Person): Promise<{ secret: string; uri: string }>;
  /** @throws `code-refused`, `conflict`, `sign-in-locked` */
  confirmMfa(person: Person, code: string): Promise<void>;
  /** @throws `code-refused`, `conflict`, `sign-in-locked` */
  disableMfa(person: Person, code: string): Promise<void>;
}
