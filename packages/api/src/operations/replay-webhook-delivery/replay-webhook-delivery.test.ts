import { webhookTypes } from '@cloudmeet/contracts';
import type { WebhookOutcome } from '@cloudmeet/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../../tests/api-world.ts';
import type { ApiWorld } from '../../../tests/api-world.ts';
import { createWebhookControl, createWebhookSecrets } from '../../index.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

/** Does what is due once: claims it, and reports this outcome. Returns the requests that were claimed. */
async function deliver(outcome: WebhookOutcome) {
  const { database, config } = world;
  const secrets = createWebhookSecrets(config.secret);
  const control = createWebhookControl({ database, secrets, nowMs: Date.now, random: () => 0 });
  await database.webhooks.fanOut(webhookTypes, { now: new Date(), max: 100 });
  const due = await database.webhooks.dispatch({
    now: new Date(),
    max: 100,
    leaseMs: 60_000,
    perEndpoint: 9,
  });
  const requests = [];
  for (const job of due) {
    requests.push((await control.claim(job)).request);
    await control.report(job, outcome);
  }
  return requests;
}
const deliveries = async (query = '') =>
  (await world.call('get', `/v1/webhook-deliveries${query}`)).body.data;
const replay = (id: string) => world.call('post', `/v1/webhook-deliveries/${id}/replay`);

test('WH-17 a replay is a delivery of its own under the old id; what is under way or disabled has none', async () => {
  const endpoint = await world
    .call('post', '/v1/webhook-endpoints')
    .send({ url: 'https://app.example.com/hooks', types: ['room.created'] });
  const endpointId: string = endpoint.body.id;
  await world.call('post', '/v1/rooms');
  await deliver({ status: 500, failure: 'status', durationMs: 1 });
  const [pending] = await deliveries();
  expect(pending).toMatchObject({ status: 'pending', attempts: 1, lastAttempt: { status: 500 } });
  expect((await replay(pending.id)).body.code).toBe('conflict');

  await world.call('patch', `/v1/webhook-endpoints/${endpointId}`).send({ disabled: true });
  const [failed] = await deliveries('?status=failed');
  expect(failed.id).toBe(pending.id);
  expect((await replay(failed.id)).status).toBe(409);

  const enabled = await world.call('patch', `/v1/webhook-endpoints/${endpointId}`).send({ disabled: false });
  expect(enabled.body).toMatchObject({ disabled: false, disabledReason: null });
  const replayed = await replay(failed.id);
  expect(replayed.status).toBe(202);
  expect(replayed.body).toMatchObject({
    ...{ replayOf: failed.id, webhookId: failed.webhookId, status: 'pending', attempts: 0 },
  });
  const [request] = await deliver({ status: 204, durationMs: 1 });
  expect(request?.headers['webhook-id']).toBe(failed.webhookId);
  const read = await world.call('get', `/v1/webhook-deliveries/${replayed.body.id}`);
  expect(read.body).toMatchObject({ status: 'delivered', body: request?.body });
});

test('deliveries are found by endpoint, room and status, and by nothing else', async () => {
  const [one] = await deliveries();
  for (const query of [`?endpointId=${one.endpointId}`, `?roomId=${one.roomId}`, '?status=delivered'])
    expect((await deliveries(query)).length).toBeGreaterThan(0);
  expect(await deliveries(`?roomId=rm_${'0'.repeat(24)}`)).toEqual([]);
  for (const query of ['?status=lost', '?endpointId=x', '?room=1'])
    expect((await world.call('get', `/v1/webhook-deliveries${query}`)).status).toBe(400);
});
