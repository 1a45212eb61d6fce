import { webhookBodySchema } from '@cloudmeet/contracts';
import { eventData, startWebhookWorld } from '@cloudmeet/testing/webhooks';
import type { WebhookWorld } from '@cloudmeet/testing/webhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';

let world: WebhookWorld;
beforeAll(async () => {
  world = await startWebhookWorld({ seed: 5 });
});
afterAll(() => world.close());

const internal = (path: string, body: unknown, authorization?: string) =>
  fetch(`${world.internal.url}/internal/webhooks/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    body: JSON.stringify(body),
  });

test('WH-1 a webhook is what its contract says, and the same bytes at every attempt', async () => {
  const receiver = await world.receiver(500);
  const tenant = await world.tenant();
  await tenant.endpoint(receiver.url, ['room.deleted']);
  const roomId = await tenant.room();
  await tenant.event(roomId, { roomId }, 'room.deleted');
  await world.runFor(10 * 60_000, tenant);
  const [first, ...again] = receiver.received;
  expect(webhookBodySchema('room.deleted').strict().parse(JSON.parse(first!.body))).toMatchObject({
    ...{ type: 'room.deleted', seq: 1, data: { roomId } },
  });
  expect(first!.headers).toMatchObject({ 'content-type': 'application/json' });
  expect(again.length).toBeGreaterThan(1);
  for (const one of again) expect(one.body).toBe(first!.body);
});

test('WH-2 WH-3 every endpoint sees its types of one numbering, under one id for each event', async () => {
  const [all, some] = [await world.receiver(), await world.receiver()];
  const tenant = await world.tenant();
  await tenant.endpoint(all.url, ['participant.joined', 'participant.left']);
  await tenant.endpoint(some.url, ['participant.left']);
  const roomId = await tenant.room();
  for (const type of [
    'participant.joined',
    'participant.left',
    'participant.joined',
    'participant.left',
  ] as const)
    await tenant.event(roomId, eventData(0), type);
  await world.drain();
  const seen = ({ received }: typeof all) =>
    received.map(({ event, headers }) => [event.seq, headers['webhook-id']]);
  expect(seen(all).map(([seq]) => seq)).toEqual([1, 2, 3, 4]);
  expect(seen(some)).toEqual([seen(all)[1], seen(all)[3]]);
});

test('WH-16 what happens while an endpoint is disabled is not made up for', async () => {
  const receiver = await world.receiver();
  const tenant = await world.tenant();
  const { id } = await tenant.endpoint(receiver.url);
  const roomId = await tenant.room();
  const set = (disabledReason: 'requested' | null) =>
    tenant.data.transaction((repos) =>
      repos.webhookEndpoints.update(id, { disabledReason }, new Date(world.nowMs())),
    );
  await tenant.event(roomId, eventData(1));
  await world.sender.step();
  await set('requested');
  await tenant.event(roomId, eventData(2));
  await world.drain();
  await set(null);
  await tenant.event(roomId, eventData(3));
  await world.drain();
  expect(receiver.received.map(({ event }) => event.seq)).toEqual([3]);
});

test('WH-22 a job with another tenant’s delivery does nothing, and says nothing', async () => {
  const receiver = await world.receiver();
  const [ours, theirs] = [await world.tenant(), await world.tenant()];
  await theirs.endpoint(receiver.url);
  await theirs.event(await theirs.room(), eventData(1));
  await world.sender.step();
  const [delivery] = await theirs.deliveries();
  const job = { tenantId: ours.tenantId, deliveryId: delivery!.id, attempt: 1 };
  const authorization = `Bearer ${world.internal.secret}`;
  const claim = await internal('claim', job, authorization);
  expect(await claim.json()).toEqual({ request: null });
  const outcome = { status: 200, durationMs: 1 };
  expect((await internal('report', { ...job, outcome }, authorization)).status).toBe(204);
  expect(await theirs.deliveries()).toEqual([delivery]);
  await world.drain();
  expect(receiver.received).toHaveLength(1);
});

test.each([undefined, 'Bearer wrong', 'Basic eDp5'])('WH-23 nothing opens with %s', async (authorization) => {
  for (const path of ['claim', 'report']) expect((await internal(path, {}, authorization)).status).toBe(401);
});

test('WH-23 a malformed job is refused by name', async () => {
  const answer = await internal('claim', { tenantId: 'x' }, `Bearer ${world.internal.secret}`);
  expect([answer.status, (await answer.json()) as { code: string }]).toMatchObject([
    ...[400, { code: 'invalid-request' }],
  ]);
});
