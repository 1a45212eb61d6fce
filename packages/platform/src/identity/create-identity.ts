import { CloudMeetError, idPrefixes, newId } from '@cloudmeet/contracts';
import type { IdentityDatabase } from '@cloudmeet/database';
import { createSecretBox } from '@cloudmeet/service-kit';
import type { Secret } from '@cloudmeet/service-kit';
import type { Account, Accounts, SignedInAccount } from './accounts.ts';
import { createAttemptCounter } from './attempts.ts';
import type { AttemptCounter } from './attempts.ts';
import { createChallenges } from './challenges.ts';
import type { Challenges } from './challenges.ts';
import { checkPassword } from './check-password.ts';
import type { Device, Identity, Tokens } from './identity.ts';
import { createSessionKeeper } from './session-keeper.ts';
import type { SessionKeeper } from './session-keeper.ts';
import { otpauthUri } from './totp.ts';

export interface IdentityOptions {
  accounts: Accounts;
  database: { identity: IdentityDatabase };
  /** Master secret of the deployment. */
  secret: Secret;
  /** Milliseconds since the epoch. Default: the clock of this machine. */
  nowMs?: () => number;
}

/** What signing in and looking after an account share. */
interface Parts {
  accounts: Accounts;
  attempts: AttemptCounter;
  sessions: SessionKeeper;
  users: IdentityDatabase['users'];
  nowMs: () => number;
}

type SigningIn = Pick<Identity, 'signUp' | 'signIn' | 'answerMfa'>;

/** Accounts of our own are people already; those of another provider become some when they first sign in. */
async function userIdOf({ subject, email, name }: Account, { users }: Parts): Promise<string> {
  if (subject.startsWith(`${idPrefixes.user}_`)) return subject;
  const known = await users.ensure({ id: newId('user'), email, name, subject });
  if (!known) throw new CloudMeetError('conflict', { detail: 'The address belongs to another account.' });
  return known.user.id;
}

function signingIn(parts: Parts, challenges: Challenges): SigningIn {
  const { accounts, attempts, sessions } = parts;
  const open = async ({ account, access }: SignedInAccount, device: Device): Promise<Tokens> =>
    sessions.open(await userIdOf(account, parts), access, device);
  return {
    async signUp(input, device) {
      checkPassword(input.password, input.email);
      const account = await accounts.create(input);
      if (!account) return null;
      const userId = await userIdOf(account, parts);
      const access = await accounts.issue(account, input.password);
      return { userId, tokens: await sessions.open(userId, access, device) };
    },
    signIn: (input, device) =>
      attempts.guard('password', input.email, async () => {
        const outcome = await accounts.signIn(input);
        if (outcome.status === 'signed-in')
          return { status: 'signed-in', ...(await open(outcome, device)) } as const;
        const challenge = challenges.seal({ email: input.email, challenge: outcome.challenge });
        return { status: 'mfa-required', challenge } as const;
      }),
    async answerMfa({ challenge, code }, device) {
      const opened = challenges.open(challenge);
      return attempts.guard('code', opened.email, async () =>
        open(await accounts.answerMfa({ ...opened, code }), device),
      );
    },
  };
}

type Passwords = Pick<Identity, 'changePassword' | 'requestPasswordReset' | 'resetPassword'>;

function passwords({ accounts, attempts, sessions, users }: Parts): Passwords {
  return {
    async changePassword(person, current, next) {
      checkPassword(next, person.email);
      await attempts.guard('password', person.email, () => accounts.changePassword(person, current, next));
      await sessions.revokeOthers(person.userId, person.sessionId);
    },
    requestPasswordReset: (email) => accounts.requestReset(email),
    async resetPassword(input) {
      checkPassword(input.password, input.email);
      await attempts.guard('reset', input.email, () => accounts.confirmReset(input));
      const user = await users.findByEmail(input.email);
      if (user) await sessions.revokeOthers(user.id, null);
    },
  };
}

type SecondFactor = Pick<Identity, 'hasMfa' | 'beginMfa' | 'confirmMfa' | 'disableMfa'>;

function secondFactor({ accounts, attempts }: Parts): SecondFactor {
  return {
    hasMfa: (person) => accounts.hasMfa(person),
    async beginMfa(person) {
      const text = await accounts.beginMfa(person);
      return { secret: text, uri: otpauthUri(text, person.email) };
    },
    confirmMfa: (person, code) =>
      attempts.guard('code', person.email, () => accounts.confirmMfa(person, code)),
    disableMfa: (person, code) =>
      attempts.guard('code', person.email, () => accounts.disableMfa(person, code)),
  };
}

/** Sessions, refresh tokens, lock-out and people's rows over a provider of accounts. */
export function createIdentity(options: IdentityOptions): Identity {
  const { accounts, secret, nowMs = Date.now } = options;
  const { identity: database } = options.database;
  const { users } = database;
  const attempts = createAttemptCounter(database, nowMs);
  const sessions = createSessionKeeper({ accounts, database, secret, nowMs });
  const parts = { accounts, attempts, sessions, users, nowMs };
  return {
    ...signingIn(parts, createChallenges(createSecretBox(secret, 'sign-in challenges'), nowMs)),
    ...passwords(parts),
    ...secondFactor(parts),
    refresh: (refreshToken, device) => sessions.refresh(refreshToken, device),
    signOut: (refreshToken) => sessions.signOut(refreshToken),
    async verify(accessToken) {
      const { subject, originId } = await accounts.verify(accessToken);
      const found = await users.findPrincipal(subject, originId, new Date(nowMs()));
      if (!found) throw new CloudMeetError('invalid-credential');
      return { ...found, subject };
    },
    hasAccount: (email) => accounts.exists(email),
    findUserId: async (email) => (await users.findByEmail(email))?.id ?? null,
    listSessions: (userId) => database.sessions.list(userId, new Date(nowMs())),
    revokeSession: (userId, sessionId) => sessions.revoke(userId, sessionId),
    rename: (userId, name) => users.rename(userId, name),
  };
}
