import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from './api-world.ts';
import type { ApiWorld } from './api-world.ts';

const consoleOrigin = 'https://console.example.com';
const account = { email: 'cookie@example.com', password: 'a horse with a hat' };
let world: ApiWorld;

const post = (path: string, body: object, headers: Record<string, string> = { Origin: consoleOrigin }) =>
  world.call('post', `/v1/auth/${path}`, null).set(headers).send(body);

/** The cookie that an answer set, as a request sends it. */
const cookieOf = (answer: { headers: Record<string, unknown> }) =>
  String([answer.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';

beforeAll(async () => {
  const config = {
    consoleOrigins: [consoleOrigin],
    limits: { perAddress: { requests: 1000, windowSeconds: 60 } },
  };
  world = await createApiWorld({ config });
  await post('sign-up', { ...account, name: 'Cookie', tenantName: 'Cookies' });
});
afterAll(() => world.close());

test('the console’s page gets its refresh token as a cookie that no script and no other site can use', async () => {
  const answer = await post('sign-in', account);
  expect(answer.body).not.toHaveProperty('refreshToken');
  expect(answer.headers['set-cookie']).toEqual([
    expect.stringMatching(/^cm_refresh=[^;]+; Max-Age=\d+; Path=\/v1\/auth; HttpOnly; SameSite=Strict$/),
  ]);
});

test('the cookie refreshes the session, works once, and is followed by the next', async () => {
  const first = cookieOf(await post('sign-in', account));
  const answer = await post('refresh', {}, { Origin: consoleOrigin, Cookie: first });
  expect([answer.status, typeof answer.body.accessToken]).toEqual([200, 'string']);
  expect(answer.body).not.toHaveProperty('refreshToken');
  expect(cookieOf(answer)).not.toBe(first);
});

test.each<Record<string, string>>([{ Origin: 'https://evil.example.com' }, {}])(
  'the cookie is worth nothing to whoever sends the headers %j',
  async (headers) => {
    const cookie = cookieOf(await post('sign-in', account));
    const answer = await post('refresh', {}, { ...headers, Cookie: cookie });
    expect([answer.status, answer.body.code]).toEqual([401, 'refresh-refused']);
    expect(answer.headers['set-cookie']).toBeUndefined();
  },
);

test('signing out ends the session of the cookie and takes the cookie back', async () => {
  const cookie = cookieOf(await post('sign-in', account));
  const answer = await post('sign-out', {}, { Origin: consoleOrigin, Cookie: cookie });
  expect(answer.status).toBe(204);
  expect(String(answer.headers['set-cookie'])).toMatch(/^cm_refresh=; Max-Age=0/);
  expect((await post('refresh', {}, { Origin: consoleOrigin, Cookie: cookie })).status).toBe(401);
});

test('everybody else sends and gets refresh tokens in bodies', async () => {
  const answer = await post('sign-in', account, {});
  expect(answer.headers['set-cookie']).toBeUndefined();
  expect((await post('refresh', { refreshToken: answer.body.refreshToken }, {})).status).toBe(200);
});
