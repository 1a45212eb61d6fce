import { createdWebhookEndpointSchema, limits } from '@cloudmeet/contracts';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const good = { url: 'https://app.example.com/hooks?tenant=1', types: ['room.created'] };
const create = (body: object, apiKey = world.ours.apiKey) =>
  world.call('post', '/v1/webhook-endpoints', `Bearer ${apiKey}`).send(body);

test('WH-7 201 the secret is shown this once and stored sealed', async () => {
  const response = await create({ ...good, description: 'Attendance' });
  expect(response.status).toBe(201);
  const { id, secret } = createdWebhookEndpointSchema.strict().parse(response.body);
  expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(32);
  const read = await world.call('get', `/v1/webhook-endpoints/${id}`);
  expect(read.body).toMatchObject({ id, description: 'Attendance', disabled: false, disabledReason: null });
  expect(read.text).not.toContain('whsec_');
  const client = new pg.Client(world.adminUrl);
  await client.connect();
  const { rows } = await client.query('SELECT * FROM webhook_endpoints');
  await client.end();
  expect(JSON.stringify(rows)).not.toContain(secret.slice('whsec_'.length));
});

test.each([
  ['no address', { url: 'app', types: ['room.created'] }],
  ['credentials in it', { ...good, url: 'https://user:pass@example.com/' }],
  ['a fragment', { ...good, url: 'https://example.com/#x' }],
  ['no type', { ...good, types: [] }],
  ['a type twice', { ...good, types: ['room.created', 'room.created'] }],
  ['an unknown type', { ...good, types: ['room.exploded'] }],
  ['an unknown field', { ...good, secret: 'whsec_mine' }],
])('400 %s', async (_what, body) => {
  expect((await create(body)).status).toBe(400);
});

test.each([
  'http://example.com/',
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://[::1]/',
  'https://localhost/',
])('WH-18 422 %s is refused at once, with words', async (url) => {
  const { status, body } = await create({ ...good, url });
  expect([status, body.code, body.errors[0].pointer]).toEqual([422, 'unprocessable', '/url']);
});

test('422 there is a limit', async () => {
  const answers = await Promise.all(
    Array.from({ length: limits.webhookEndpointsMax + 1 }, () => create(good, world.theirs.apiKey)),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(limits.webhookEndpointsMax);
  expect(answers.find(({ status }) => status !== 201)?.body.code).toBe('limit-reached');
});
