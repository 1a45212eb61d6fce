// How many webhooks a second one process delivers, and what one endpoint that hangs does to the others: the same load
// with and without it, in one run. Target: the others' p99 is the same within a tenth.
import { randomInt } from 'node:crypto';
import { createDeliverWebhooks } from '@cloudmeet/deliver-webhooks';
import { createInternalClient, createOutboundPost, pollQueue } from '@cloudmeet/platform';
import { startTestServer } from '@cloudmeet/database/testing';
import { startWebhookWorld } from '@cloudmeet/testing/webhooks';
import type { WebhookTenant, WebhookWorld } from '@cloudmeet/testing/webhooks';
import { percentile, round } from '../load/statistics.ts';

const seed = Number(process.env.BENCH_SEED ?? randomInt(2 ** 31));
const eventsOfRound = Number(process.env.BENCH_EVENTS ?? 1000);
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const endpoints = 5;
const perSecond = Number(process.env.BENCH_PER_SECOND ?? 60);
const target = 1.1;

interface Load {
  tenants: WebhookTenant[];
  rooms: string[];
  /** Milliseconds from commit to arrival. */
  delaysMs: number[];
}

/** Customers with one endpoint each, whose arrivals are measured by the time in the event. */
async function createLoad(world: WebhookWorld): Promise<Load> {
  const load: Load = { tenants: [], rooms: [], delaysMs: [] };
  for (let n = 0; n < endpoints; n += 1) {
    const receiver = await world.receiver(({ event }, response) => {
      load.delaysMs.push(performance.now() - Number(event.data.sentMs));
      response.writeHead(204).end();
    });
    const tenant = await world.tenant();
    await tenant.endpoint(receiver.url);
    load.tenants.push(tenant);
  }
  return load;
}

/** One event, in a room of its own: rooms wait for themselves only. */
async function emit({ tenants }: Load, n: number): Promise<void> {
  const tenant = tenants[n % tenants.length];
  const roomId = await tenant?.room();
  if (tenant && roomId) await tenant.event(roomId, { sentMs: performance.now() });
}

async function arrived(load: Load, count: number): Promise<void> {
  while (load.delaysMs.length < count) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** As fast as it goes: everything is in the outbox before the senders begin. */
async function measureRate(
  world: WebhookWorld,
  load: Load,
  work: () => { stop(): Promise<void> },
): Promise<number> {
  load.delaysMs.length = 0;
  for (let n = 0; n < eventsOfRound; n += 1) await emit(load, n);
  const startedMs = performance.now();
  const running = work();
  await arrived(load, eventsOfRound);
  const rate = eventsOfRound / ((performance.now() - startedMs) / 1000);
  await running.stop();
  return rate;
}

/** At an even pace, far below what it can do. */
async function measureDelay(load: Load): Promise<number> {
  load.delaysMs.length = 0;
  const startedMs = performance.now();
  for (let n = 0; n < eventsOfRound; n += 1) {
    await emit(load, n);
    const dueMs = startedMs + ((n + 1) * 1000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - performance.now())));
  }
  await arrived(load, eventsOfRound);
  return percentile(load.delaysMs, 0.99);
}

function startSenders(world: WebhookWorld): { stop(): Promise<void> } {
  const ending = new AbortController();
  const handler = createDeliverWebhooks({
    api: createInternalClient({ apiUrl: world.internal.url, internalSecret: world.internal.secret }),
    post: createOutboundPost({ allowPrivate: true, signal: ending.signal }),
  });
  const logger = { error: () => undefined };
  const poller = pollQueue({
    queue: world.queue,
    queueName: 'webhooks',
    handler,
    logger,
    concurrency: 32,
    batch: 1,
  });
  let over = false;
  const sending = (async () => {
    while (!over)
      if ((await world.sender.step()) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  })();
  return {
    stop: async () => {
      over = true;
      await sending;
      ending.abort(new Error('The benchmark is over.'));
      await poller.close();
    },
  };
}

const postgres = await startTestServer();
const { appUrl: databaseUrl } = await postgres.createDatabase();
const world = await startWebhookWorld({ seed, databaseUrl });
const load = await createLoad(world);
const rates: number[] = [];
for (let n = 0; n < rounds; n += 1) rates.push(await measureRate(world, load, () => startSenders(world)));

const hanging = await world.receiver(() => undefined);
const victim = await world.tenant();
await victim.endpoint(hanging.url);
const senders = startSenders(world);
const pairs: { alone: number; beside: number }[] = [];
for (let n = 0; n < rounds; n += 1) {
  const alone = await measureDelay(load);
  for (let events = 0; events < 50; events += 1) await victim.event(await victim.room(), {});
  while (hanging.open === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  pairs.push({ alone, beside: await measureDelay(load) });
}
await senders.stop();
await world.close();
await postgres.stop();
const ratio = percentile(
  pairs.map(({ alone, beside }) => beside / alone),
  0.5,
);
const figures = {
  deliveriesPerSecond: round(percentile(rates, 0.5), 0),
  p99AloneMs: round(
    percentile(
      pairs.map(({ alone }) => alone),
      0.5,
    ),
    1,
  ),
  p99BesideHangingMs: round(
    percentile(
      pairs.map(({ beside }) => beside),
      0.5,
    ),
    1,
  ),
  ...{ ratio: round(ratio, 3), target, met: ratio <= target, rounds, eventsOfRound, perSecond, endpoints },
};
console.log(`One hanging endpoint: the others' p99 is ${ratio.toFixed(2)} times what it is without.`);
console.log(JSON.stringify({ name: 'webhooks', seed, figures }));
