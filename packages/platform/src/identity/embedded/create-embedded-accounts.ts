import { randomUUID } from 'node:crypto';
import { CloudMeetError, limits, newId, randomText } from '@cloudmeet/contracts';
import type { IdentityDatabase, IdentityUser } from '@cloudmeet/database';
import { sha256Hex } from '@cloudmeet/service-kit';
import type { Secret } from '@cloudmeet/service-kit';
import type { Access, Account, Accounts } from '../accounts.ts';
import { createAccessTokens } from './access-tokens.ts';
import { createFactors } from './factors.ts';
import type { Factors } from './factors.ts';
import { createIdentityKeys } from './identity-keys.ts';

export interface EmbeddedAccountsOptions {
  database: { identity: IdentityDatabase };
  /** Master secret: signing keys and secrets of authenticator apps are sealed with it. */
  secret: Secret;
  /** `iss` of access tokens, such as `https://api.example.com/identity`. */
  issuer: string;
  /** Carries the code of a new-password link to its person. There is no mail here: a start in development logs it. */
  sendResetCode: (message: { email: string; code: string }) => void;
  nowMs?: () => number;
}

type ResetByLink = Pick<Accounts, 'requestReset' | 'confirmReset'>;

/** New passwords by a link that works once. */
function resetByLink({ database, sendResetCode, nowMs = Date.now }: EmbeddedAccountsOptions): ResetByLink {
  const { users, links } = database.identity;
  return {
    async requestReset(email) {
      const user = await users.findByEmail(email);
      if (!user) return;
      const code = randomText(43);
      const now = new Date(nowMs());
      const expiresAt = new Date(nowMs() + limits.passwordResetSeconds * 1000);
      await links.add({ hash: sha256Hex(code), userId: user.id, now, expiresAt });
      sendResetCode({ email: user.email, code });
    },
    async confirmReset({ email, code, password }) {
      const user = await users.findByEmail(email);
      const userId = await links.use(sha256Hex(code), new Date(nowMs()));
      if (userId === null || userId !== user?.id) throw new CloudMeetError('link-expired');
      await users.setPassword(userId, password);
    },
  };
}

type SecondFactor = Pick<Accounts, 'hasMfa' | 'beginMfa' | 'confirmMfa' | 'disableMfa'>;

function secondFactor(factors: Factors): SecondFactor {
  return {
    hasMfa: ({ subject }) => factors.isOn(subject),
    beginMfa: ({ subject }) => factors.begin(subject),
    confirmMfa: ({ subject }, code) => factors.confirm(subject, code),
    disableMfa: ({ subject }, code) => factors.disable(subject, code),
  };
}

const toAccount = ({ id, email, name }: Pick<IdentityUser, 'id' | 'email' | 'name'>): Account => ({
  subject: id,
  ...{ email, name },
});

/** Accounts in the database of the deployment: scrypt passwords, authenticator apps, access tokens of our own. */
export function createEmbeddedAccounts(options: EmbeddedAccountsOptions): Accounts {
  const { secret, issuer, nowMs = Date.now } = options;
  const { identity: database } = options.database;
  const { users } = database;
  const keys = createIdentityKeys({ database, secret, nowMs });
  const tokens = createAccessTokens({ keys, issuer, nowMs });
  const factors = createFactors({ database, secret, nowMs });

  const accessOf = async (subject: string, originId: string, authTimeMs: number): Promise<Access> => ({
    accessToken: await tokens.sign({ subject, originId, authTimeMs }),
    expiresInSeconds: limits.accessTokenSeconds,
    ...{ originId, renewal: null },
  });
  const begin = (subject: string) => accessOf(subject, randomUUID(), nowMs());
  const proven = async (email: string, password: string): Promise<Account> => {
    const user = await users.verify(email, password);
    if (!user) throw new CloudMeetError('sign-in-refused');
    return toAccount(user);
  };

  return {
    async create(input) {
      const made = await users.ensure({ id: newId('user'), ...input });
      return made?.created ? toAccount(made.user) : null;
    },
    exists: async (email) => (await users.findByEmail(email)) !== null,
    async signIn({ email, password }) {
      const account = await proven(email, password);
      if (await factors.isOn(account.subject)) return { status: 'mfa-required', challenge: account.subject };
      return { status: 'signed-in', account, access: await begin(account.subject) };
    },
    async answerMfa({ email, challenge, code }) {
      const user = await users.findByEmail(email);
      if (user?.id !== challenge) throw new CloudMeetError('challenge-expired');
      await factors.use(user.id, code);
      return { status: 'signed-in', account: toAccount(user), access: await begin(user.id) };
    },
    issue: ({ subject }) => begin(subject),
    renew: ({ subject, originId, authTimeMs }) => accessOf(subject, originId, authTimeMs),
    revoke: async () => undefined,
    verify: (accessToken) => tokens.verify(accessToken),
    async changePassword({ subject, email }, current, next) {
      await proven(email, current);
      await users.setPassword(subject, next);
    },
    ...resetByLink(options),
    ...secondFactor(factors),
  };
}
