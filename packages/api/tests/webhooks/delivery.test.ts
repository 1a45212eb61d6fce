import { eventData, startWebhookWorld } from '@cloudmeet/testing/webhooks';
import type { WebhookWorld } from '@cloudmeet/testing/webhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';

let world: WebhookWorld;
beforeAll(async () => {
  world = await startWebhookWorld();
});
afterAll(() => world.close());

test('an event in the outbox arrives at its endpoint, and its delivery says so', async () => {
  const receiver = await world.receiver();
  const tenant = await world.tenant();
  await tenant.endpoint(receiver.url);
  const roomId = await tenant.room();
  await tenant.event(roomId, eventData(1));
  await world.drain();
  expect(receiver.received).toHaveLength(1);
  expect(receiver.received[0]?.event).toMatchObject({ type: 'participant.joined', seq: 1, data: { n: 1 } });
  expect(await tenant.deliveries()).toMatchObject([
    { status: 'delivered', attempts: 1, lastAttempt: { status: 204, failure: null } },
  ]);
});
