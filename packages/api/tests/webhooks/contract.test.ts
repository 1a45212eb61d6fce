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

/** What two endpoints of one tenant see, the second of which takes half of the types. */
async function seenByTwo() {
  const [all, some] = [await world.receiver(), await world.receiver()];
  const tenant = await world.tenant();
  await tenant.endpoint(all.url, ['participant.joined', 'participant.left']);
  await tenant.endpoint(some.url, ['participant.left']);
  const roomId = await tenant.room();
  const [joined, left] = ['participant.joined', 'participant.left'] as const;
  for (const type of [joined, left, joined, left]) await tenant.event(roomId, eventData(0), type);
  await world.drain();
  return [all.received, some.received] as const;
}

test('WH-2 every endpoint sees its types of the one numbering of a room', async () => {
  const [all, some] = await seenByTwo();
  expect(all.map(({ event }) => event.seq)).toEqual([1, 2, 3, 4]);
  expect(some.map(({ event }) => event.seq)).toEqual([2, 4]);
});

test('WH-3 an event has one id at every endpoint, and no other event has it', async () => {
  const [all, some] = await seenByTwo();
  const idOf = ({ headers }: (typeof all)[number]) => headers['webhook-id'];
  expect(some.map(idOf)).toEqual([all[1], all[3]].map((one) => idOf(one!)));
  expect(new Set(all.map(idOf)).size).toBe(4);
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
