/** Somebody's account at an identity provider. `subject` is what its tokens call them. */
export interface Account {
  subject: string;
  email: string;
  name: string;
}

/** An access token, and what the next one of the same session is got with. */
export interface Access {
  accessToken: string;
  expiresInSeconds: number;
  /** `origin_jti`: the same in all access tokens of a session. */
  originId: string;
  /** What `renew` needs; null where the session alone is enough. It is kept sealed. */
  renewal: string | null;
}

export interface SignedInAccount {
  status: 'signed-in';
  account: Account;
  access: Access;
}
export type AccountSignIn = SignedInAccount | { status: 'mfa-required'; challenge: string };

/** What an access token says once it is believed. */
export interface AccessClaims {
  subject: string;
  originId: string;
  expiresAtMs: number;
}

/** Somebody who is signed in. */
export interface SignedInPerson {
  subject: string;
  email: string;
  accessToken: string;
}

/**
 * A provider of accounts, behind which the embedded one and Cognito stand. It decides passwords, codes and access
 * tokens; sessions, refresh tokens and the counting of attempts are the same over both (`createIdentity`).
 */
export interface Accounts {
  /** Null when the address has an account already. @throws `password-refused` */
  create(input: { email: string; password: string; name: string }): Promise<Account | null>;
  /** Whether an address has an account: only ever told to whoever holds an invitation for it. */
  exists(email: string): Promise<boolean>;
  /** @throws `sign-in-refused` for a wrong password and for an unknown address alike */
  signIn(input: { email: string; password: string }): Promise<AccountSignIn>;
  /** @throws `code-refused`, `challenge-expired` */
  answerMfa(input: { email: string; challenge: string; code: string }): Promise<SignedInAccount>;
  /** Access for an account whose owner has just proved who they are in another way. */
  issue(account: Account, password: string): Promise<Access>;
  /** @throws `refresh-refused` */
  renew(session: {
    subject: string;
    originId: string;
    authTimeMs: number;
    renewal: string | null;
  }): Promise<Access>;
  /** Ends what `renewal` stands for at the provider. Ending it twice is ending it once. */
  revoke(renewal: string): Promise<void>;
  /** @throws `invalid-credential` for a token that is not ours, of another use, or expired */
  verify(accessToken: string): Promise<AccessClaims>;
  /** @throws `sign-in-refused`, `password-refused` */
  changePassword(person: SignedInPerson, current: string, next: string): Promise<void>;
  /** Does nothing when there is no such account. */
  requestReset(email: string): Promise<void>;
  /** @throws `link-expired`, `password-refused` */
  confirmReset(input: { email: string; code: string; password: string }): Promise<void>;
  hasMfa(person: SignedInPerson): Promise<boolean>;
  /** The secret for an authenticator app, in base32. @throws `conflict` when there is one already */
  beginMfa(person: SignedInPerson): Promise<string>;
  /** @throws `code-refused`, `conflict` */
  confirmMfa(person: SignedInPerson, code: string): Promise<void>;
  /** @throws `code-refused`, `conflict` */
  disableMfa(person: SignedInPerson, code: string): Promise<void>;
}
