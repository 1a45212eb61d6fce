import { createDeliverWebhooks, startWebhookWorld } from '@cloudmeet/testing/webhooks';
import { seededRandom } from '@cloudmeet/testing';
import { createInternalClient, createOutboundPost, pollQueue, toSqsEvent } from '@cloudmeet/platform';
import type { Receiver, WebhookTenant, WebhookWorld } from '@cloudmeet/testing/webhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';

let world: WebhookWorld;
beforeAll(async () => {
  world = await startWebhookWorld({ seed: 11 });
});
afterAll(() => world.close());

const rooms = 3;
const each = 6;

/** The numbers of each room in the order of their first arrival. */
function firstArrivals({ received }: Receiver): Map<string, number[]> {
  const byRoom = new Map<string, number[]>();
  for (const { event } of received) {
    const roomId = String(event.data.roomId);
    const seen = byRoom.get(roomId) ?? [];
    if (event.seq !== undefined && !seen.includes(event.seq)) seen.push(event.seq);
    byRoom.set(roomId, seen);
  }
  return byRoom;
}

/** People join and leave in several rooms at once. */
async function comeAndGo(tenant: WebhookTenant): Promise<string[]> {
  const ids = await Promise.all(Array.from({ length: rooms }, () => tenant.room()));
  await Promise.all(
    ids.map(async (roomId) => {
      for (let n = 0; n < each; n += 1)
        await tenant.event(roomId, { roomId }, n % 2 === 0 ? 'participant.joined' : 'participant.left');
    }),
  );
  return ids;
}

/** Two senders and two handlers at work; jobs are doubled, and handlers die at random between any two steps. */
async function storm(seed: number, tenant: WebhookTenant): Promise<void> {
  const random = seededRandom(seed);
  const die = () => {
    if (random() < 0.15) throw new Error('killed');
  };
  const inner = createInternalClient({
    ...{ apiUrl: world.internal.url, internalSecret: world.internal.secret, repeats: 0 },
  });
  const outbound = createOutboundPost({ allowPrivate: true });
  const handler = createDeliverWebhooks({
    api: {
      post: async (path, body, trace) => {
        die();
        const answer = await inner.post(path, body, trace);
        die();
        return answer;
      },
    },
    post: async (request) => {
      const outcome = await outbound(request);
      die();
      return outcome;
    },
  });
  const work = async () => {
    await world.sender.step();
    const messages = await world.queue.receive({ visibilityMs: 60_000 });
    const doubled = random() < 0.3 ? [...messages, ...messages].reverse() : messages;
    if (doubled.length > 0) await handler(toSqsEvent(doubled, 'webhooks'));
    await world.queue.delete(messages.map(({ receipt }) => receipt));
  };
  for (let rounds = 0; rounds < 200; rounds += 1) {
    await Promise.all([work(), work()]);
    const nextMs = await tenant.nextAttemptMs();
    if (nextMs === undefined) return;
    // An endpoint that failed has one sender; when that one died, its time must pass first.
    world.pass(Math.max(15_000, nextMs - world.nowMs()));
  }
  throw new Error(`Seed ${String(seed)}: it did not end.`);
}

test.each([1, 2, 3])(
  'WH-8 joined comes before left, in every room, while senders die and jobs are doubled (seed %i)',
  async (seed) => {
    const random = seededRandom(seed + 100);
    const receiver = await world.receiver((_received, response) => {
      response.writeHead(random() < 0.2 ? 500 : 204).end();
    });
    const tenant = await world.tenant();
    await tenant.endpoint(receiver.url, ['participant.joined', 'participant.left']);
    const ids = await comeAndGo(tenant);
    await storm(seed, tenant);
    const arrivals = firstArrivals(receiver);
    const inOrder = Array.from({ length: each }, (_, index) => index + 1);
    for (const roomId of ids) expect(arrivals.get(roomId), `seed ${String(seed)}`).toEqual(inOrder);
    const deliveries = await tenant.deliveries();
    expect(deliveries.filter(({ status }) => status !== 'delivered')).toEqual([]);
    expect(deliveries).toHaveLength(rooms * each);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(rooms * each);
  },
  60_000,
);

test('WH-8 control: handed out without the order, the same events arrive out of it', async () => {
  let held: (() => void) | undefined;
  const receiver = await world.receiver(({ event }, response) => {
    if (event.seq === 1 && !held) held = () => response.writeHead(204).end();
    else response.writeHead(204).end();
  });
  const answered: number[] = [];
  const posts = [1, 2].map(async (seq) => {
    const body = JSON.stringify({ type: 'x', timestamp: 'now', seq, data: { roomId: 'rm' } });
    await createOutboundPost({ allowPrivate: true })({ url: receiver.url, headers: {}, body });
    answered.push(seq);
    if (seq === 2) held?.();
  });
  await Promise.all(posts);
  expect(answered).toEqual([2, 1]);
});

test('WH-21 an endpoint that hangs leaves the others alone, and takes one sender after a while', async () => {
  const hanging = await world.receiver(() => undefined);
  const good = await world.receiver();
  const tenant = await world.tenant();
  const other = await world.tenant();
  await tenant.endpoint(hanging.url);
  await other.endpoint(good.url);
  for (let n = 0; n < 20; n += 1) await tenant.event(await tenant.room(), {});
  const logger = { error: () => undefined };
  const outbound = new AbortController();
  const api = createInternalClient({ apiUrl: world.internal.url, internalSecret: world.internal.secret });
  const handler = createDeliverWebhooks({
    api,
    post: createOutboundPost({ allowPrivate: true, timeoutMs: 60_000, signal: outbound.signal }),
  });
  const poller = pollQueue({
    ...{ queue: world.queue, queueName: 'webhooks', handler, logger, concurrency: 12, batch: 1 },
  });
  const round = async () => {
    await world.sender.step();
    return good.received.length;
  };
  try {
    await world.sender.step();
    await expect.poll(() => hanging.open, { timeout: 10_000 }).toBe(8);
    for (let n = 0; n < 30; n += 1) await other.event(await other.room(), {});
    await expect.poll(round, { timeout: 10_000, interval: 10 }).toBe(30);
    expect(hanging.open).toBe(8);
  } finally {
    outbound.abort(new Error('over'));
    await poller.close();
  }
});
