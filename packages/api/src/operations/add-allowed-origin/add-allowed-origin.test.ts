import { allowedOriginSchema, limits } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const add = (origin: unknown, apiKey = world.ours.apiKey) =>
  world.call('post', '/v1/tenant/allowed-origins', `Bearer ${apiKey}`).send({ origin });

test.each([
  'https://app.example.com',
  'https://example.com:8443',
  'http://localhost:4402',
  'http://127.0.0.1:3000',
])('201 %s may embed from now on', async (origin) => {
  const response = await add(origin);
  expect(response.status).toBe(201);
  expect(allowedOriginSchema.strict().parse(response.body).origin).toBe(origin);
});

test('409 an origin stands there once', async () => {
  await add('https://twice.example.com');
  const response = await add('https://twice.example.com');
  expect([response.status, response.body.code]).toEqual([409, 'conflict']);
});

test.each([
  'null',
  '*',
  'https://*.example.com',
  'https://example.com/',
  'https://example.com/path',
  'https://EXAMPLE.com',
  'https://example.com:443',
  'http://example.com',
  'https://user:pass@example.com',
  'example.com',
  'javascript:alert(1)',
  "https://example.com; script-src 'unsafe-inline'",
  'https://example.com\nhttps://evil.example',
  'https://ex ample.com',
  'https://εξ.example',
  'https://example.com:99999',
  '',
  5,
  null,
])('400 %j is no origin that can be allowed', async (origin) => {
  const response = await add(origin);
  expect(response.status).toBe(400);
  expect(response.body.errors[0].pointer).toBe('/origin');
});

test('422 there is a limit, and it holds for those who come at once', async () => {
  const { apiKey } = world.theirs;
  const tries = Array.from({ length: limits.allowedOriginsMax + 5 }, (_, n) =>
    add(`https://o${String(n)}.example.com`, apiKey),
  );
  const answers = await Promise.all(tries);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(limits.allowedOriginsMax);
  const refused = answers.filter(({ status }) => status !== 201);
  expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
    Array.from({ length: 5 }, () => [422, 'limit-reached']),
  );
});
