import { eventData, startWebhookWorld } from '@cloudmeet/testing/webhooks';
import type { WebhookWorld } from '@cloudmeet/testing/webhooks';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyWebhook } from '../src/index.ts';

let world: WebhookWorld;
beforeAll(async () => {
  world = await startWebhookWorld();
});
afterAll(() => world.close());

test('WH-4 what CloudMeet sends is believed by the published Standard Webhooks package and by verifyWebhook alike', async () => {
  const receiver = await world.receiver();
  const tenant = await world.tenant();
  const { secret } = await tenant.endpoint(receiver.url);
  await tenant.event(await tenant.room(), { name: 'Άννα 🎥', quote: '"\\"', n: 1.5 });
  await world.drain();
  const [received] = receiver.received;
  const { headers, body } = received!;
  const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  expect(new Webhook(secret).verify(body, named)).toEqual(JSON.parse(body));
  expect(verifyWebhook(body, headers, secret)).toMatchObject({ id: headers['webhook-id'], seq: 1 });
});

test('control: with the secret of another endpoint neither believes it', async () => {
  const receiver = await world.receiver();
  const tenant = await world.tenant();
  await tenant.endpoint(receiver.url);
  const other = await tenant.endpoint('https://example.com/');
  await tenant.event(await tenant.room(), eventData(1));
  await world.drain();
  const { headers, body } = receiver.received[0]!;
  const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  expect(() => new Webhook(other.secret).verify(body, named)).toThrow();
  expect(() => verifyWebhook(body, headers, other.secret)).toThrow(/No signature/);
});
