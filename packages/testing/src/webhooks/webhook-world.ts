import {
  createWebhookControl,
  createWebhookSecrets,
  createWebhookSender,
  webhookControlRouter,
} from '@cloudmeet/api';
import type { WebhookSender } from '@cloudmeet/api';
import { randomText } from '@cloudmeet/contracts';
import type { Json } from '@cloudmeet/contracts';
import { createDatabase } from '@cloudmeet/database';
import type { Database } from '@cloudmeet/database';
import { createTestDatabase } from '@cloudmeet/database/testing';
import { createDeliverWebhooks } from '@cloudmeet/deliver-webhooks';
import type { DeliverWebhooks } from '@cloudmeet/deliver-webhooks';
import {
  createInternalClient,
  createOutboundPost,
  createPostgresQueue,
  toSqsEvent,
} from '@cloudmeet/platform';
import type { OutboundOptions, Queue, ReceivedMessage } from '@cloudmeet/platform';
import { createLogger, Lifecycle, Secret, startHttpServer } from '@cloudmeet/service-kit';
import express from 'express';
import { seededRandom } from '../clock/seeded-random.ts';
import { startReceiver } from './receiver.ts';
import type { Receiver } from './receiver.ts';
import { WebhookTenant } from './webhook-tenant.ts';

export interface WebhookWorldOptions {
  /** `postgresql://…` of a migrated database. Default: one of the test file's own. */
  databaseUrl?: string;
  /** How posts are made. Default: to private addresses too, 2 seconds each. */
  outbound?: OutboundOptions;
  /** Default: one in the database. */
  queue?: (database: Database) => Queue;
  seed?: number;
  perEndpoint?: number;
}

/** Everything between the outbox and a customer's server, on a clock that stands still until it is moved. */
export interface WebhookWorld {
  database: Database;
  queue: Queue;
  sender: WebhookSender;
  handler: DeliverWebhooks;
  /** Where the internal routes are, and what opens them. */
  internal: { url: string; secret: string };
  lifecycle: Lifecycle;
  nowMs(): number;
  /** Lets time pass for everything that decides by the clock. */
  pass(ms: number): void;
  /** A round of the sender, then everything on the queue once. Returns how many jobs there were. */
  round(): Promise<number>;
  /** Rounds until nothing is due. */
  drain(): Promise<void>;
  /** Lets time pass to the next attempt, attempt by attempt, until nothing is pending or `untilMs` have passed. */
  runFor(untilMs: number, tenant: WebhookTenant): Promise<void>;
  tenant(): Promise<WebhookTenant>;
  receiver(answer?: Receiver['answer']): Promise<Receiver>;
  close(): Promise<void>;
}

/** The data of an event of a test: nobody here reads it. */
export const eventData = (n: number): Json => ({ n });

/** Hands messages to a handler as AWS Lambda does, and deletes what it did. */
export async function callHandler(
  handler: DeliverWebhooks,
  queue: Queue,
  messages: readonly ReceivedMessage[],
): Promise<void> {
  const { batchItemFailures } = await handler(toSqsEvent(messages, 'webhooks'));
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  await queue.delete(messages.filter(({ id }) => !failed.has(id)).map(({ receipt }) => receipt));
}

export async function startWebhookWorld(options: WebhookWorldOptions = {}): Promise<WebhookWorld> {
  const lifecycle = new Lifecycle();
  const url = options.databaseUrl ?? lifecycle.add('test database', await createTestDatabase()).appUrl;
  const database = lifecycle.add('database', createDatabase({ url, connectionsMax: 20 }));
  const logger = createLogger({ service: 'webhooks', level: 'silent' });
  const secret = randomText(40);
  let shiftMs = 0;
  const nowMs = () => Date.now() + shiftMs;
  const secrets = createWebhookSecrets(new Secret(randomText(48)));
  const random = seededRandom(options.seed ?? 1);
  const control = createWebhookControl({ database, secrets, nowMs, random });
  const app = express().use(webhookControlRouter({ control, internalSecret: secret, logger }));
  const server = lifecycle.add('api', await startHttpServer({ name: 'the API', handler: app, port: 0 }));
  const queue = lifecycle.add(
    'queue',
    (options.queue ?? ((opened) => createPostgresQueue({ database: opened, name: 'webhooks' })))(database),
  );
  const perEndpoint = options.perEndpoint === undefined ? {} : { perEndpoint: options.perEndpoint };
  const sender = createWebhookSender({ database, queue, logger, nowMs, ...perEndpoint });
  const handler = createDeliverWebhooks({
    api: createInternalClient({ apiUrl: server.url, internalSecret: secret, repeats: 0 }),
    post: createOutboundPost({ allowPrivate: true, timeoutMs: 2000, ...options.outbound }),
  });

  const round = async () => {
    let jobs = await sender.step();
    for (;;) {
      const messages = await queue.receive({ visibilityMs: 60_000 });
      if (messages.length === 0) return jobs;
      jobs += messages.length;
      await callHandler(handler, queue, messages);
    }
  };
  const drain = async () => {
    while ((await round()) > 0);
  };
  return {
    ...{ database, queue, sender, handler, lifecycle, nowMs, round, drain },
    internal: { url: server.url, secret },
    pass: (ms) => {
      shiftMs += ms;
    },
    runFor: async (untilMs, tenant) => {
      const endMs = nowMs() + untilMs;
      for (;;) {
        await drain();
        const nextMs = await tenant.nextAttemptMs();
        if (nextMs === undefined || nextMs > endMs) break;
        shiftMs += Math.max(0, nextMs - nowMs());
      }
      shiftMs += Math.max(0, endMs - nowMs());
    },
    tenant: () => WebhookTenant.create(database, secrets),
    receiver: async (answer) => lifecycle.add('receiver', await startReceiver(answer)),
    close: () => lifecycle.close(),
  };
}
