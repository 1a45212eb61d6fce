import { retrySeconds } from '../../src/index.ts';
import { callHandler, eventData, startWebhookWorld } from '@cloudmeet/testing/webhooks';
import type { Receiver, WebhookTenant, WebhookWorld } from '@cloudmeet/testing/webhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';

const hourMs = 3600 * 1000;
let world: WebhookWorld;
beforeAll(async () => {
  world = await startWebhookWorld({ seed: 7, outbound: { timeoutMs: 500 } });
});
afterAll(() => world.close());

/** A tenant with one endpoint at a receiver of its own. */
async function customer(answer?: Receiver['answer']) {
  const receiver = await world.receiver(answer);
  const tenant = await world.tenant();
  const endpoint = await tenant.endpoint(receiver.url, ['participant.joined', 'participant.left']);
  return { receiver, tenant, endpoint, roomId: await tenant.room() };
}
async function events(tenant: WebhookTenant, roomId: string, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await tenant.event(roomId, eventData(n));
}
const seqsOf = ({ received }: Receiver) => received.map(({ event }) => event.seq);
const statuses = async (tenant: WebhookTenant) =>
  (await tenant.deliveries())
    .map(({ seq, status }) => [seq, status])
    .sort((a, b) => Number(a[0]) - Number(b[0]));

test('WH-12 an endpoint that is down for 72 hours misses nothing: all of it comes then, in order', async () => {
  const { receiver, tenant, roomId } = await customer(503);
  const other = await tenant.room();
  await events(tenant, roomId, 5);
  await events(tenant, other, 2);
  await world.runFor(72 * hourMs, tenant);
  const tries = receiver.received.length;
  expect(tries).toBeGreaterThanOrEqual(2 * 9);
  expect(tries).toBeLessThanOrEqual(2 * (retrySeconds.length + 1));
  expect(new Set(receiver.received.map(({ event }) => event.seq))).toEqual(new Set([1]));
  receiver.answer = 204;
  receiver.received.length = 0;
  await world.runFor(24 * hourMs, tenant);
  const ofRoom = receiver.received.filter(({ event }) => event.seq !== undefined);
  expect(ofRoom).toHaveLength(7);
  expect((await statuses(tenant)).every(([, status]) => status === 'delivered')).toBe(true);
  expect(seqsOf(receiver).filter((seq) => seq! > 2)).toEqual([3, 4, 5]);
});

test('WH-12 tries follow the schedule, later by a tenth at most and never earlier', async () => {
  const { receiver, tenant, roomId } = await customer();
  const at: number[] = [];
  receiver.answer = (_received, response) => {
    at.push(world.nowMs());
    response.writeHead(500).end();
  };
  await events(tenant, roomId, 1);
  await world.runFor(200 * hourMs, tenant);
  expect(at).toHaveLength(retrySeconds.length + 1);
  const gaps = at.slice(1).map((one, index) => (one - at[index]!) / 1000);
  gaps.forEach((gap, index) => {
    const scheduled = retrySeconds[index]!;
    expect(gap).toBeGreaterThanOrEqual(scheduled);
    expect(gap).toBeLessThanOrEqual(scheduled * 1.1 + 5);
  });
  expect(gaps.some((gap, index) => gap > retrySeconds[index]! * 1.01)).toBe(true);
  expect(await tenant.deliveries()).toMatchObject([
    { status: 'failed', tries: retrySeconds.length + 1, lastAttempt: { status: 500, failure: 'status' } },
  ]);
});

test('WH-9 what was given up lets the next of its room go; what waited is tried at least once', async () => {
  const { receiver, tenant, roomId } = await customer();
  receiver.answer = ({ event }, response) => response.writeHead(event.seq === 2 ? 500 : 204).end();
  await events(tenant, roomId, 4);
  await world.runFor(100 * hourMs, tenant);
  expect(await statuses(tenant)).toEqual([
    [1, 'delivered'],
    [2, 'failed'],
    [3, 'delivered'],
    [4, 'delivered'],
  ]);
  expect([...new Set(seqsOf(receiver))]).toEqual([1, 2, 3, 4]);
});

test('WH-9 an endpoint that never comes back has everything given up in four days, each tried', async () => {
  const { receiver, tenant, roomId } = await customer(500);
  await events(tenant, roomId, 3);
  await world.runFor(97 * hourMs, tenant);
  expect((await statuses(tenant)).map(([, status]) => status)).toEqual(['failed', 'failed', 'failed']);
  expect(new Set(seqsOf(receiver))).toEqual(new Set([1, 2, 3]));
});

test('WH-13 410 disables the endpoint, gives up what waits, and nothing more is sent until it is enabled', async () => {
  const { receiver, tenant, roomId, endpoint } = await customer(410);
  await events(tenant, roomId, 3);
  await world.drain();
  expect(receiver.received).toHaveLength(1);
  const stored = () => tenant.data.transaction((repos) => repos.webhookEndpoints.findById(endpoint.id));
  expect((await stored())?.disabledReason).toBe('gone');
  expect((await statuses(tenant)).map(([, status]) => status)).toEqual(['failed', 'failed', 'failed']);
  await tenant.event(roomId, eventData(4));
  await world.runFor(100 * hourMs, tenant);
  expect(receiver.received).toHaveLength(1);
  receiver.answer = 204;
  await tenant.data.transaction((repos) =>
    repos.webhookEndpoints.update(endpoint.id, { disabledReason: null }, new Date(world.nowMs())),
  );
  await tenant.event(roomId, eventData(5));
  await world.drain();
  expect(seqsOf(receiver)).toEqual([1, 5]);
});

test('WH-14 a redirect is a failed try: what it points to hears nothing', async () => {
  const elsewhere = await world.receiver();
  const { receiver, tenant, roomId } = await customer();
  receiver.answer = (_received, response) => response.writeHead(307, { location: elsewhere.url }).end();
  await events(tenant, roomId, 1);
  await world.drain();
  expect([receiver.received.length, elsewhere.received.length]).toEqual([1, 0]);
  expect(await tenant.deliveries()).toMatchObject([
    { status: 'pending', lastAttempt: { status: 307, failure: 'redirect' } },
  ]);
});

test('WH-15 Retry-After is waited for, a day at most', async () => {
  const { receiver, tenant, roomId } = await customer();
  let asked = '7200';
  receiver.answer = (_received, response) => response.writeHead(503, { 'retry-after': asked }).end();
  await events(tenant, roomId, 1);
  await world.drain();
  const waitMs = async () => (await tenant.nextAttemptMs())! - world.nowMs();
  expect(await waitMs()).toBeGreaterThan(1.9 * hourMs);
  asked = '999999';
  await world.runFor(3 * hourMs, tenant);
  expect(await waitMs()).toBeLessThan(27 * hourMs);
});

test('WH-10 copies of a job, in any order, post once; late and unknown ones post nothing', async () => {
  const { receiver, tenant, roomId } = await customer();
  await events(tenant, roomId, 3);
  const copies: { body: string }[] = [];
  for (let rounds = 0; rounds < 6; rounds += 1) {
    await world.sender.step();
    const messages = await world.queue.receive({ visibilityMs: 60_000 });
    await world.queue.delete(messages.map(({ receipt }) => receipt));
    copies.push(...messages.map(({ body }) => ({ body })));
    await world.queue.send([...copies, ...copies].reverse());
    for (;;) {
      const batch = await world.queue.receive({ visibilityMs: 60_000 });
      if (batch.length === 0) break;
      await callHandler(world.handler, world.queue, batch);
    }
  }
  expect(seqsOf(receiver)).toEqual([1, 2, 3]);
});

test('WH-24 poison on the queue fails alone, again and again, until it is a dead letter', async () => {
  const { receiver, tenant, roomId } = await customer();
  await events(tenant, roomId, 1);
  await world.sender.step();
  await world.queue.send([{ body: 'not json' }, { body: '{"tenantId":"x"}' }]);
  let received = 0;
  for (;;) {
    const batch = await world.queue.receive({ visibilityMs: 0 });
    if (batch.length === 0) break;
    received += batch.length;
    await callHandler(world.handler, world.queue, batch);
  }
  expect(received).toBe(1 + 2 * 5);
  expect(receiver.received).toHaveLength(1);
  const dead = await world.database.queue.receive('webhooks-dead', {
    ...{ max: 10, visibilityMs: 0, receivesMax: 9, deadLetters: 'nowhere' },
  });
  expect(dead.map(({ body }) => body).sort()).toEqual(['not json', '{"tenantId":"x"}']);
});

test('WH-24 a sender killed at any step loses nothing: the webhook comes again under its id', async () => {
  const { receiver, tenant, roomId } = await customer();
  await events(tenant, roomId, 1);
  // After the lease, before the queue; then after the queue, before the claim.
  for (let kills = 0; kills < 2; kills += 1) {
    await world.database.webhooks.dispatch({
      ...{ now: new Date(world.nowMs()), max: 10, leaseMs: 60_000, perEndpoint: 8 },
    });
    if (kills === 0) await world.sender.step();
    world.pass(61_000);
  }
  // After the post, before the report.
  await world.sender.step();
  const [message] = await world.queue.receive({ visibilityMs: 0 });
  const refusing = world.internal;
  const job: unknown = JSON.parse(message!.body);
  const claimed = await fetch(`${refusing.url}/internal/webhooks/claim`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${refusing.secret}` },
    body: JSON.stringify(job),
  });
  const { request } = (await claimed.json()) as { request: { url: string; headers: object; body: string } };
  await fetch(request.url, { method: 'POST', headers: { ...request.headers }, body: request.body });
  expect(receiver.received).toHaveLength(1);
  world.pass(61_000);
  await world.drain();
  expect(receiver.received).toHaveLength(2);
  const [first, second] = receiver.received;
  expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
  expect(second!.body).toBe(first!.body);
  expect(await tenant.deliveries()).toMatchObject([{ status: 'delivered' }]);
});

test('control: a receiver that counts each post sees the doubling that the ids let it undo', async () => {
  const { receiver, tenant, roomId } = await customer((_received, response) => response.destroy());
  await events(tenant, roomId, 1);
  await world.drain();
  receiver.answer = 204;
  await world.runFor(60_000, tenant);
  expect(receiver.received.length).toBeGreaterThan(1);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});
