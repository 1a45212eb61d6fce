import { createHash } from 'node:crypto';
import { limits } from '@cloudmeet/contracts';
import { stepAt, totpCode } from '@cloudmeet/platform/identity';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from './api-world.ts';
import type { ApiWorld } from './api-world.ts';
import { signInMember } from './sign-in-member.ts';

const password = 'a horse with a hat';
const email = 'anna@example.com';
const perAddress = { requests: 100_000, windowSeconds: 60 };
let world: ApiWorld;
let nowMs = Date.now();

const post = (path: string, body: object, authorization: string | null = null) =>
  world.call('post', `/v1/auth/${path}`, authorization).send(body);
const signIn = (credentials: object = { email, password }) => post('sign-in', credentials);
const bearer = (token: string) => `Bearer ${token}`;

beforeAll(async () => {
  world = await createApiWorld({ config: { limits: { perAddress } }, nowMs: () => nowMs });
  const signUp = { email, password, name: 'Anna', tenantName: 'Anna’s' };
  expect((await post('sign-up', signUp)).status).toBe(201);
});
afterAll(() => world.close());

test('ID-1 who signs up owns a new tenant and works with it at once', async () => {
  const body = { email: 'New@Example.com', password, name: 'New', tenantName: 'New tenant' };
  const { status, body: tokens } = await post('sign-up', body);
  expect([status, tokens.status]).toEqual([201, 'signed-in']);
  const me = (await world.call('get', '/v1/me', bearer(tokens.accessToken))).body;
  expect(me).toMatchObject({ email: 'new@example.com', mfa: false, memberships: [{ role: 'owner' }] });
  const room = await world.call('post', '/v1/rooms', bearer(tokens.accessToken)).send({ name: 'First' });
  expect([room.status, room.body.test]).toEqual([201, false]);
});

test('ID-1 an address signs up once, in whatever letters', async () => {
  const again = await post('sign-up', { email: 'ANNA@example.com', password, name: 'A', tenantName: 'B' });
  expect([again.status, again.body.code]).toEqual([409, 'conflict']);
});

test.each(['short', 'password12345', 'aaaaaaaaaaaa', '0123456789', 'weak@example.com'])(
  'ID-2 the password %s is refused and makes no account',
  async (weak) => {
    const response = await post('sign-up', {
      ...{ email: 'weak@example.com', name: 'W', tenantName: 'W' },
      password: weak,
    });
    expect([400, 422]).toContain(response.status);
    expect((await signIn({ email: 'weak@example.com', password: weak })).status).toBe(401);
  },
);

test('ID-3 a wrong password and an address without account are answered alike', async () => {
  const said = async (credentials: object) => {
    const response = await signIn(credentials).set('x-request-id', 'the-same-one');
    return [response.status, response.text];
  };
  const wrong = await said({ email, password: 'wrong password' });
  expect(wrong[0]).toBe(401);
  expect(wrong).toEqual(await said({ email: 'nobody@example.com', password: 'wrong password' }));
});

test.each([
  ['an account', 'locked@example.com'],
  ['nobody', 'nobody-locked@example.com'],
])('ID-4 the fifth wrong password of %s locks, and Retry-After grows', async (_name, address) => {
  if (address.startsWith('locked'))
    await post('sign-up', { email: address, password, name: 'L', tenantName: 'L' });
  for (let n = 0; n < 5; n += 1) expect((await signIn({ email: address, password: 'no' })).status).toBe(401);
  const locked = await signIn({ email: address, password });
  expect([locked.status, locked.body.code, locked.get('retry-after')]).toEqual([429, 'sign-in-locked', '30']);
  nowMs += 30_000;
  expect((await signIn({ email: address, password: 'no' })).status).toBe(401);
  expect((await signIn({ email: address, password })).get('retry-after')).toBe('60');
});

test('ID-4 control: the right password after a lock has ended opens the account and forgets the failures', async () => {
  nowMs += 60_000;
  expect((await signIn({ email: 'locked@example.com', password })).status).toBe(200);
  for (let n = 0; n < 4; n += 1)
    expect((await signIn({ email: 'locked@example.com', password: 'no' })).status).toBe(401);
  expect((await signIn({ email: 'locked@example.com', password })).status).toBe(200);
});

test('ID-4 twenty guesses at once are no way around the lock', async () => {
  const guesses = Array.from({ length: 20 }, () => signIn({ email: 'burst@example.com', password: 'no' }));
  const statuses = (await Promise.all(guesses)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(5);
});

test('ID-5 a refresh token works once, a lost answer is forgiven, and a stolen one ends the session', async () => {
  const first = (await signIn()).body;
  const second = await post('refresh', { refreshToken: first.refreshToken });
  expect(second.status).toBe(200);
  const lostAnswer = await post('refresh', { refreshToken: first.refreshToken });
  expect(lostAnswer.status).toBe(200);
  nowMs += 31_000;
  const stolen = await post('refresh', { refreshToken: first.refreshToken });
  expect([stolen.status, stolen.body.code]).toEqual([401, 'refresh-refused']);
  const successor = await post('refresh', { refreshToken: second.body.refreshToken });
  expect(successor.body.code).toBe('refresh-refused');
  nowMs += 1000;
  expect((await world.call('get', '/v1/me', bearer(second.body.accessToken))).status).toBe(401);
});

test('ID-6 an access token expires, and the next one is of the same session', async () => {
  const { accessToken, refreshToken } = (await signIn()).body;
  nowMs += limits.accessTokenSeconds * 1000;
  expect((await world.call('get', '/v1/me', bearer(accessToken))).body.code).toBe('invalid-credential');
  const next = (await post('refresh', { refreshToken })).body;
  const sessions = await world.call('get', '/v1/auth/sessions', bearer(next.accessToken));
  expect(sessions.body.data.filter((one: { current: boolean }) => one.current)).toHaveLength(1);
});

test('ID-7 sessions are listed, and a revoked or signed-out one is no credential any more', async () => {
  const [here, there] = [(await signIn()).body, (await signIn()).body];
  const { data } = (await world.call('get', '/v1/auth/sessions', bearer(here.accessToken))).body;
  const other = data.find((one: { current: boolean }) => !one.current);
  const revoke = await world.call('delete', `/v1/auth/sessions/${other.id}`, bearer(here.accessToken));
  expect(revoke.status).toBe(204);
  await post('sign-out', { refreshToken: here.refreshToken });
  nowMs += 1000;
  const answers = await Promise.all(
    [here, there].map(({ accessToken }) => world.call('get', '/v1/me', bearer(accessToken))),
  );
  expect(answers.map(({ status }) => status).toSorted()).toContain(401);
  expect((await post('refresh', { refreshToken: here.refreshToken })).status).toBe(401);
});

test("ID-7 nobody ends another person's session", async () => {
  const mine = (await signIn()).body;
  const { data } = (await world.call('get', '/v1/auth/sessions', bearer(mine.accessToken))).body;
  const theirs = bearer((await signInMember(world, null)).accessToken);
  const response = await world.call('delete', `/v1/auth/sessions/${data[0].id}`, theirs);
  expect(response.status).toBe(404);
});

test('ID-8 a new password by link works once, ends every session, and asks nothing of an unknown address', async () => {
  const before = (await signIn()).body;
  const asked = await Promise.all([
    post('password-reset', { email }).set('x-request-id', 'the-same-one'),
    post('password-reset', { email: 'nobody@example.com' }).set('x-request-id', 'the-same-one'),
  ]);
  expect(asked.map(({ status, text }) => [status, text])).toEqual([
    [202, ''],
    [202, ''],
  ]);
  await expect.poll(() => world.resetCodes.length).toBe(1);
  const code = world.resetCodes[0]?.code ?? '';
  const next = 'another horse with a hat';
  const wrongAddress = await post('password-reset/confirm', {
    email: 'new@example.com',
    code: 'x',
    password: next,
  });
  expect(wrongAddress.body.code).toBe('link-expired');
  expect((await post('password-reset/confirm', { email, code, password: next })).status).toBe(204);
  expect((await post('password-reset/confirm', { email, code, password: next })).body.code).toBe(
    'link-expired',
  );
  nowMs += 1000;
  expect((await world.call('get', '/v1/me', bearer(before.accessToken))).status).toBe(401);
  expect((await signIn()).status).toBe(401);
  const after = (await signIn({ email, password: next })).body;
  const back = { currentPassword: next, password };
  expect((await post('password', back, bearer(after.accessToken))).status).toBe(204);
});

test('ID-9 with an authenticator app a password is not enough, and a code works once', async () => {
  const { accessToken } = (await signIn()).body;
  const { secret, uri } = (await post('mfa/begin', {}, bearer(accessToken))).body;
  expect(uri).toContain(`secret=${secret}`);
  const codeNow = () => totpCode(secret, stepAt(nowMs));
  const wrong = await post('mfa/confirm', { code: '000000' }, bearer(accessToken));
  expect([wrong.status, wrong.body.code]).toEqual([401, 'code-refused']);
  expect((await post('mfa/confirm', { code: codeNow() }, bearer(accessToken))).status).toBe(204);
  expect((await world.call('get', '/v1/me', bearer(accessToken))).body.mfa).toBe(true);

  const { status, challenge, accessToken: none } = (await signIn()).body;
  expect([status, none]).toEqual(['mfa-required', undefined]);
  expect((await post('mfa/answer', { challenge, code: codeNow() })).body.code).toBe('code-refused');
  nowMs += 30_000;
  const answered = await post('mfa/answer', { challenge, code: codeNow() });
  expect(answered.body.status).toBe('signed-in');
  nowMs += limits.signInChallengeSeconds * 1000;
  expect((await post('mfa/answer', { challenge, code: codeNow() })).body.code).toBe('challenge-expired');
  const off = await post('mfa/disable', { code: codeNow() }, bearer(answered.body.accessToken));
  expect(off.status).toBe(204);
});

test('ID-10 neither passwords nor refresh tokens nor codes stand in the database in clear', async () => {
  const { default: pg } = await import('pg');
  const { refreshToken } = (await signIn()).body;
  const admin = new pg.Client(world.adminUrl);
  await admin.connect();
  const { rows } = await admin.query(`SELECT row_to_json(u)::text AS kept FROM users u
    UNION ALL SELECT row_to_json(t)::text FROM identity_refresh_tokens t
    UNION ALL SELECT row_to_json(s)::text FROM identity_sessions s
    UNION ALL SELECT row_to_json(f)::text FROM identity_factors f
    UNION ALL SELECT row_to_json(l)::text FROM identity_links l`);
  await admin.end();
  const kept = rows.map((row: { kept: string }) => row.kept).join('\n');
  expect(kept).not.toContain(password);
  expect(kept).not.toContain(refreshToken);
  expect(kept).toContain(createHash('sha256').update(refreshToken).digest('hex'));
  for (const { code } of world.resetCodes) expect(kept).not.toContain(code);
});

test('ID-11 where sign-up is closed nobody signs up and nobody makes tenants', async () => {
  const closed = await createApiWorld({ config: { signUpOpen: false } });
  const body = { email, password, name: 'Anna', tenantName: 'Mine' };
  const answers = [
    await closed.call('post', '/v1/auth/sign-up', null).send(body),
    await closed.call('post', '/v1/tenants', bearer(closed.ours.ownerToken)).send({ name: 'More' }),
  ];
  await closed.close();
  expect(answers.map(({ body: { code } }) => code)).toEqual(['sign-up-closed', 'sign-up-closed']);
});
