import { CloudMeetError, newId } from '@cloudmeet/contracts';
import type { IdentityDatabase } from '@cloudmeet/database';
import { createSecretBox } from '@cloudmeet/service-kit';
import type { Secret } from '@cloudmeet/service-kit';
import type { Account, Accounts, SignedInAccount } from './accounts.ts';
import { createAttemptCounter } from './attempts.ts';
import { createChallenges } from './challenges.ts';
import { checkPassword } from './check-password.ts';
import type { Device, Identity, Tokens } from './identity.ts';
import { createSessionKeeper } from './session-keeper.ts';
import { otpauthUri } from './totp.ts';

export interface IdentityOptions {
  accounts: Accounts;
  database: { identity: IdentityDatabase };
  /** Master secret of the deployment. */
  secret: Secret;
  /** Milliseconds since the epoch. Default: the clock of this machine. */
  nowMs?: () => number;
}

/** Sessions, refresh tokens, lock-out and people's rows over a provider of accounts. */
export function createIdentity(options: IdentityOptions): Identity {
  const { accounts, secret, nowMs = Date.now } = options;
  const { identity: database } = options.database;
  const attempts = createAttemptCounter(database, nowMs);
  const challenges = createChallenges(createSecretBox(secret, 'sign-in challenges'), nowMs);
  const sessions = createSessionKeeper({ accounts, database, secret, nowMs });

  const ensureUser = async ({ subject, email, name }: Account) => {
    const known = await database.users.ensure({ id: newId('user'), email, name, subject });
    if (!known) throw new CloudMeetError('conflict', { detail: 'The address belongs to another account.' });
    return known.user.id;
  };
  /** Accounts of our own are people already; those of another provider become some when they first sign in. */
  const userIdOf = async (account: Account) =>
    account.subject.startsWith('usr_') ? account.subject : ensureUser(account);
  const open = async ({ account, access }: SignedInAccount, device: Device): Promise<Tokens> =>
    sessions.open(await userIdOf(account), access, device);

  return {
    async signUp(input, device) {
      checkPassword(input.password, input.email);
      const account = await accounts.create(input);
      if (!account) return null;
      const userId = await userIdOf(account);
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
    refresh: (refreshToken, device) => sessions.refresh(refreshToken, device),
    signOut: (refreshToken) => sessions.signOut(refreshToken),
    async verify(accessToken) {
      const { subject, originId } = await accounts.verify(accessToken);
      const found = await database.users.findPrincipal(subject, originId, new Date(nowMs()));
      if (!found) throw new CloudMeetError('invalid-credential');
      return { ...found, subject };
    },
    hasAccount: (email) => accounts.exists(email),
    findUserId: async (email) => (await database.users.findByEmail(email))?.id ?? null,
    listSessions: (userId) => database.sessions.list(userId, new Date(nowMs())),
    revokeSession: (userId, sessionId) => sessions.revoke(userId, sessionId),
    rename: (userId, name) => database.users.rename(userId, name),
    async changePassword(person, current, next) {
      checkPassword(next, person.email);
      await attempts.guard('password', person.email, () => accounts.changePassword(person, current, next));
      await sessions.revokeOthers(person.userId, person.sessionId);
    },
    requestPasswordReset: (email) => accounts.requestReset(email),
    async resetPassword(input) {
      checkPassword(input.password, input.email);
      await attempts.guard('reset', input.email, () => accounts.confirmReset(input));
      const user = await database.users.findByEmail(input.email);
      if (user) await sessions.revokeOthers(user.id, null);
    },
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
