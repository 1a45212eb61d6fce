import { newId } from '@cloudmeet/contracts';
import type { WebhookType } from '@cloudmeet/contracts';
import pg from 'pg';
import { expect, test } from 'vitest';
import type { TenantDatabase } from '../src/index.ts';
import { createRoom, createTenant, times, worldOfTest } from './world.ts';

const world = worldOfTest();
const types: WebhookType[] = ['room.created', 'room.deleted'];

const endpointInput = (changes: { types?: WebhookType[] } = {}) => ({
  ...{ id: newId('webhookEndpoint'), url: 'https://example.com/hook', description: null },
  ...{ types, secrets: [{ sealed: 'sealed', expiresAt: null }] },
  ...changes,
});
async function addEndpoint(tenant: TenantDatabase, changes: { types?: WebhookType[] } = {}) {
  const input = endpointInput(changes);
  await tenant.transaction((repos) => repos.webhookEndpoints.create(input));
  return input.id;
}
const enqueue = (tenant: TenantDatabase, roomId: string, type = 'room.created') =>
  tenant.transaction((repos) => repos.outbox.enqueue({ type, roomId, payload: { n: 1 } }));
const fanOut = (max = 1000) => world.database.webhooks.fanOut(types, { now: new Date(), max });
const dispatch = (now = new Date(), perEndpoint = 5) =>
  world.database.webhooks.dispatch({ now, max: 1000, leaseMs: 60_000, perEndpoint });
const listOf = async (tenant: TenantDatabase) =>
  (await tenant.transaction((repos) => repos.webhookDeliveries.list({ limit: 100 }))).data;

async function settle(tenant: TenantDatabase, deliveryId: string, attempt: number, delivered: boolean) {
  const now = new Date();
  const answered = { status: delivered ? 200 : 500, failure: null, durationMs: 3 };
  const verdict = delivered
    ? ({ status: 'delivered' } as const)
    : { status: 'pending' as const, nextAttemptAt: now };
  await tenant.transaction(async (repos) => {
    await repos.webhookDeliveries.claim(deliveryId, attempt, { now, until: now });
    const delivery = await repos.webhookDeliveries.lockAttempt(deliveryId, attempt);
    if (!delivery) throw new Error('The attempt does not hold.');
    await repos.webhookDeliveries.settle(delivery, { deliveryId, attempt, verdict, answered, now });
  });
}

async function newTenant() {
  await dispatch(new Date(Date.now() + 60 * 60_000));
  const { tenant, tenantId } = await createTenant(world.database);
  const endpointId = await addEndpoint(tenant);
  return { tenant, tenantId, endpointId, roomId: await createRoom(tenant) };
}

test('an event becomes one delivery for each endpoint that wants its type, and never a second one', async () => {
  const { tenant, roomId, endpointId } = await newTenant();
  await addEndpoint(tenant, { types: ['room.deleted'] });
  await enqueue(tenant, roomId);
  expect(await Promise.all([fanOut(), fanOut()])).toContain(1);
  const [delivery, ...more] = await listOf(tenant);
  expect(more).toEqual([]);
  expect(delivery).toMatchObject({
    endpointId,
    type: 'room.created',
    seq: 1,
    status: 'pending',
    ready: true,
  });
  const admin = new pg.Client(world.urls.adminUrl);
  await admin.connect();
  await admin.query('UPDATE outbox SET done_at = NULL');
  await admin.end();
  await fanOut();
  expect(await listOf(tenant)).toHaveLength(1);
});

test('of a room only the first pending webhook is handed out, and the next when it is over', async () => {
  const { tenant, roomId } = await newTenant();
  for (const _ of times(3)) await enqueue(tenant, roomId);
  await fanOut();
  const first = await dispatch();
  expect(first).toHaveLength(1);
  expect(await dispatch()).toEqual([]);
  await settle(tenant, first[0]!.deliveryId, 1, true);
  const second = await dispatch(new Date(Date.now() + 1000));
  expect(second).toHaveLength(1);
  expect((await listOf(tenant)).find(({ id }) => id === second[0]!.deliveryId)?.seq).toBe(2);
});

test('events that are fanned out while an earlier one is being settled are not forgotten', async () => {
  const { tenant, roomId } = await newTenant();
  let expected = 0;
  for (const _ of times(10)) {
    await Promise.all([
      enqueue(tenant, roomId),
      enqueue(tenant, roomId),
      fanOut(1),
      ...(await dispatch()).map((due) => settle(tenant, due.deliveryId, due.attempt, true)),
      fanOut(1),
    ]);
    expected += 2;
  }
  while ((await fanOut()) > 0);
  const handedOut: string[] = [];
  for (const _ of times(expected)) {
    const now = new Date(Date.now() + 1000);
    for (const due of await dispatch(now)) {
      handedOut.push(due.deliveryId);
      await settle(tenant, due.deliveryId, due.attempt, true);
    }
  }
  const all = await tenant.transaction((repos) => repos.webhookDeliveries.list({ limit: 100 }));
  expect(all.data.filter(({ status }) => status !== 'delivered')).toEqual([]);
  expect(all.data).toHaveLength(expected);
});

test('a fan-out of a few takes earlier events of the same room along', async () => {
  const { tenant, roomId } = await newTenant();
  for (const _ of times(5)) await enqueue(tenant, roomId);
  const admin = new pg.Client(world.urls.adminUrl);
  await admin.connect();
  await admin.query("UPDATE outbox SET available_at = available_at - interval '1 h' WHERE seq = 5");
  await admin.end();
  await fanOut(1);
  const [due] = await dispatch();
  const seqs = await listOf(tenant);
  expect(seqs.find(({ id }) => id === due?.deliveryId)?.seq).toBe(1);
});

test('an endpoint has at most so many under way, and one where the last three failed', async () => {
  const { tenant } = await newTenant();
  for (const _ of times(8)) await enqueue(tenant, await createRoom(tenant));
  await fanOut();
  const first = await dispatch(new Date(), 5);
  expect(first).toHaveLength(5);
  for (const due of first) await settle(tenant, due.deliveryId, due.attempt, false);
  expect(await dispatch(new Date(Date.now() + 1000), 5)).toHaveLength(1);
});

test('a job that was lost comes up again as the same attempt; two copies of it begin once', async () => {
  const { tenant, roomId } = await newTenant();
  await enqueue(tenant, roomId);
  await fanOut();
  const [lost] = await dispatch();
  const [again] = await dispatch(new Date(Date.now() + 61_000));
  expect(again).toEqual(lost);
  const now = new Date();
  const claims = await Promise.all(
    times(4).map(() =>
      tenant.transaction((repos) => repos.webhookDeliveries.claim(lost!.deliveryId, 1, { now, until: now })),
    ),
  );
  expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
});

test('an endpoint that is disabled gives up what waits and gets nothing more', async () => {
  const { tenant, roomId, endpointId } = await newTenant();
  await enqueue(tenant, roomId);
  await fanOut();
  const disabledReason = 'requested' as const;
  await tenant.transaction((repos) =>
    repos.webhookEndpoints.update(endpointId, { disabledReason }, new Date()),
  );
  await enqueue(tenant, roomId);
  await fanOut();
  expect(await dispatch()).toEqual([]);
  expect(await listOf(tenant)).toMatchObject([{ status: 'failed' }]);
});

test('housekeeping removes what was over long ago and nothing that is pending', async () => {
  const { tenant, roomId } = await newTenant();
  for (const _ of times(2)) await enqueue(tenant, roomId);
  await fanOut();
  const [due] = await dispatch();
  await settle(tenant, due!.deliveryId, 1, true);
  expect(await world.database.webhooks.purge(new Date(Date.now() + 1000))).toBeGreaterThan(0);
  expect(await listOf(tenant)).toMatchObject([{ status: 'pending', seq: 2 }]);
});
