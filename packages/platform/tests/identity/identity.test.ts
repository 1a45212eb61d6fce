import { randomText } from '@cloudmeet/contracts';
import { createDatabase } from '@cloudmeet/database';
import type { Database } from '@cloudmeet/database';
import { createTestDatabase } from '@cloudmeet/database/testing';
import { Secret } from '@cloudmeet/service-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmbeddedAccounts, createIdentity, stepAt, totpCode } from '../../src/identity/index.ts';
import type { Accounts, Identity, Tokens } from '../../src/identity/index.ts';
import { startCognitoDouble } from './cognito-double.ts';

/** One provider of accounts, with what a test needs to know of it. */
interface Provider {
  accounts: Accounts;
  resetCodeOf(email: string): Promise<string>;
  /** Tokens that look right and must not be believed, by what is wrong with them. */
  foreign(): Promise<Record<string, string>>;
  close(): Promise<void>;
}

const device = { userAgent: 'test', address: '127.0.0.1' };
const password = 'A horse with 1 hat!';
const secret = new Secret(randomText(48));

async function embedded(database: Database): Promise<Provider> {
  const codes: { email: string; code: string }[] = [];
  const make = (issuer: string, master = secret) =>
    createEmbeddedAccounts({
      ...{ database, issuer, secret: master },
      sendResetCode: (message) => codes.push(message),
    });
  const accounts = make('https://api.example.com/identity');
  const account = { subject: 'x', email: 'x@example.com', name: 'x' };
  return {
    accounts,
    resetCodeOf: async (email) => codes.findLast((one) => one.email === email)?.code ?? '',
    async foreign() {
      const ours = (await accounts.issue(account, '')).accessToken;
      const other = make('https://other.example.com/identity');
      const [header = '', body = '', signature = ''] = ours.split('.');
      const none = Buffer.from('{"alg":"none","typ":"JWT","kid":"x"}').toString('base64url');
      return {
        'another issuer': (await other.issue(account, '')).accessToken,
        'no signature': `${none}.${body}.`,
        'a changed body': `${header}.${body.slice(0, -2)}AA.${signature}`,
        'no token': 'eyJhbGciOiJub25lIn0.e30.x',
      };
    },
    close: async () => undefined,
  };
}

async function cognito(): Promise<Provider> {
  const double = await startCognitoDouble();
  const { accounts, resetCodeOf, forge } = double;
  const pool = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Another';
  return {
    ...{ accounts, resetCodeOf },
    foreign: async () => ({
      'another pool': forge({ iss: pool }),
      'another client': forge({ client_id: 'another' }),
      'another use': forge({ token_use: 'id' }),
      'an expired one': forge({ exp: Math.floor(Date.now() / 1000) - 60 }),
      'no token': 'eyJhbGciOiJub25lIn0.e30.x',
    }),
    close: () => double.close(),
  };
}

describe.each([
  ['accounts of our own', embedded],
  ['Cognito', cognito],
] as const)('%s', (_name, open) => {
  let provider: Provider;
  let identity: Identity;
  let database: Database;
  let closeDatabase: () => Promise<void>;
  let nowMs = Date.now();

  const signedUp = async (email: string): Promise<Tokens & { userId: string }> => {
    const outcome = await identity.signUp({ email, password, name: 'Anna' }, device);
    if (!outcome) throw new Error('The address is taken.');
    return { ...outcome.tokens, userId: outcome.userId };
  };
  const signIn = async (email: string, given = password): Promise<Tokens> => {
    const outcome = await identity.signIn({ email, password: given }, device);
    if (outcome.status !== 'signed-in') throw new Error(outcome.status);
    return outcome;
  };
  const person = async (tokens: Tokens) => ({
    ...(await identity.verify(tokens.accessToken)),
    accessToken: tokens.accessToken,
  });
  const code = (name: string) => expect.objectContaining({ code: name });

  beforeAll(async () => {
    const urls = await createTestDatabase();
    database = createDatabase({ url: urls.appUrl });
    closeDatabase = () => database.close().then(() => urls.close());
    provider = await open(database);
    identity = createIdentity({ accounts: provider.accounts, database, secret, nowMs: () => nowMs });
  });
  afterAll(async () => {
    await provider.close();
    await closeDatabase();
  });

  test('ID-1 an address signs up once, and its access token stands for its person', async () => {
    const tokens = await signedUp('anna@example.com');
    expect(await identity.verify(tokens.accessToken)).toMatchObject({
      ...{ userId: tokens.userId, email: 'anna@example.com', memberships: [] },
    });
    expect(await identity.signUp({ email: 'anna@example.com', password, name: 'B' }, device)).toBeNull();
    expect(await identity.hasAccount('anna@example.com')).toBe(true);
    expect(await identity.hasAccount('nobody@example.com')).toBe(false);
  });

  test('ID-3 a wrong password and an unknown address are refused with the same words', async () => {
    const refusal = async (email: string): Promise<unknown> =>
      identity.signIn({ email, password: 'Wrong horse 1!' }, device).catch((error: Error) => error.message);
    expect(await refusal('anna@example.com')).toBe(await refusal('nobody@example.com'));
  });

  test('ID-4 five wrong passwords lock, whatever the sixth is', async () => {
    const guess = (given: string) =>
      identity.signIn({ email: 'anna@example.com', password: given }, device).then(
        () => 'signed-in',
        (error: { code: string }) => error.code,
      );
    await guess(password);
    const answers: string[] = [];
    for (let n = 0; n < 5; n += 1) answers.push(await guess('Wrong horse 1!'));
    expect(answers).toEqual(Array.from({ length: 5 }, () => 'sign-in-refused'));
    expect(await guess(password)).toBe('sign-in-locked');
    nowMs += 31_000;
    expect(await guess(password)).toBe('signed-in');
  });

  test('ID-5 a session goes on by refreshing, and ends when an old refresh token comes back', async () => {
    const first = await signIn('anna@example.com');
    const second = await identity.refresh(first.refreshToken, device);
    expect(await identity.verify(second.accessToken)).toMatchObject({ email: 'anna@example.com' });
    nowMs += 31_000;
    await expect(identity.refresh(first.refreshToken, device)).rejects.toEqual(code('refresh-refused'));
    await expect(identity.refresh(second.refreshToken, device)).rejects.toEqual(code('refresh-refused'));
    await expect(identity.verify(second.accessToken)).rejects.toEqual(code('invalid-credential'));
  });

  test('ID-6 a token of another issuer, pool, client or use is not believed', async () => {
    for (const [what, token] of Object.entries(await provider.foreign()))
      await expect(identity.verify(token), what).rejects.toEqual(code('invalid-credential'));
  });

  test('ID-7 sessions are listed, and a revoked one is over at once', async () => {
    const { userId, ...tokens } = await signedUp('sessions@example.com');
    const other = await signIn('sessions@example.com');
    expect(await identity.listSessions(userId)).toHaveLength(2);
    const { sessionId } = await identity.verify(other.accessToken);
    expect(await identity.revokeSession(userId, sessionId)).toBe(true);
    await expect(identity.verify(other.accessToken)).rejects.toEqual(code('invalid-credential'));
    await expect(identity.refresh(other.refreshToken, device)).rejects.toEqual(code('refresh-refused'));
    expect(await identity.verify(tokens.accessToken)).toMatchObject({ userId });
    await identity.signOut(tokens.refreshToken);
    await expect(identity.verify(tokens.accessToken)).rejects.toEqual(code('invalid-credential'));
  });

  test('ID-8 a password is changed with the old one, and ends the other sessions', async () => {
    const mine = await signedUp('change@example.com');
    const other = await signIn('change@example.com');
    const me = await person(mine);
    const next = 'Another horse 2!';
    await expect(identity.changePassword(me, 'Wrong horse 1!', next)).rejects.toEqual(
      code('sign-in-refused'),
    );
    await identity.changePassword(me, password, next);
    await expect(identity.verify(other.accessToken)).rejects.toEqual(code('invalid-credential'));
    expect(await identity.verify(mine.accessToken)).toMatchObject({ userId: mine.userId });
    await signIn('change@example.com', next);
  });

  test('ID-8 a password is reset with a code that works once, and nothing is sent to an unknown address', async () => {
    const email = 'reset@example.com';
    const before = await signedUp(email);
    await identity.requestPasswordReset('nobody@example.com');
    await identity.requestPasswordReset(email);
    const sent = await provider.resetCodeOf(email);
    const next = 'Another horse 2!';
    const reset = (given: string) => identity.resetPassword({ email, code: given, password: next });
    await expect(reset('999999x')).rejects.toEqual(code('link-expired'));
    await reset(sent);
    await expect(reset(sent)).rejects.toEqual(code('link-expired'));
    await expect(identity.verify(before.accessToken)).rejects.toEqual(code('invalid-credential'));
    await signIn(email, next);
  });

  test('ID-9 with an authenticator app a password alone opens nothing', async () => {
    const email = 'mfa@example.com';
    const me = await person(await signedUp(email));
    const { secret: shared } = await identity.beginMfa(me);
    const codeAt = (offset: number) => totpCode(shared, stepAt(Date.now()) + offset);
    await expect(identity.confirmMfa(me, '000000')).rejects.toEqual(code('code-refused'));
    nowMs = Date.now();
    await identity.confirmMfa(me, codeAt(0));
    expect(await identity.hasMfa(me)).toBe(true);
    const outcome = await identity.signIn({ email, password }, device);
    if (outcome.status !== 'mfa-required') throw new Error(outcome.status);
    const { challenge } = outcome;
    await expect(identity.answerMfa({ challenge, code: '000000' }, device)).rejects.toEqual(
      code('code-refused'),
    );
    const tokens = await identity.answerMfa({ challenge, code: codeAt(1) }, device);
    expect(await identity.verify(tokens.accessToken)).toMatchObject({ email });
  });
});
