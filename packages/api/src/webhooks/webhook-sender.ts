import { webhookTypes } from '@cloudmeet/contracts';
import type { WebhookJob } from '@cloudmeet/contracts';
import type { Database, DueWebhook } from '@cloudmeet/database';
import type { OutgoingMessage, Queue } from '@cloudmeet/platform';
import type { Logger } from '@cloudmeet/service-kit';
import { createWakeableRest } from './wakeable-rest.ts';

export interface WebhookSenderOptions {
  database: Pick<Database, 'webhooks'>;
  queue: Pick<Queue, 'send'>;
  logger: Pick<Logger, 'error'>;
  /** Milliseconds since the epoch. Default: the clock of this machine. */
  nowMs?: () => number;
  /** How often it looks when nothing is to do. Default 200. */
  idleMs?: number;
  /** Deliveries of one endpoint under way at once. Default 8. */
  perEndpoint?: number;
}

/** Moves webhooks from the outbox to the queue, in this process and beside any number of others. */
export interface WebhookSender {
  /** One round. Returns how much there was to do. @throws CloudMeetError `unavailable` */
  step(): Promise<number>;
  /** Does rounds until it is closed. */
  start(): void;
  /** There may be something to do now. */
  poke(): void;
  /** Finishes the round it is at. Idempotent. */
  close(): Promise<void>;
}

const batch = 500;
/** A job that nobody took up within this time is put on the queue again. */
const leaseMs = 60_000;
const afterFailureMs = 1000;
const keptMs = 30 * 24 * 3600 * 1000;
const housekeepingEachMs = 3600 * 1000;

function toMessage({ deliveryId, tenantId, attempt, traceparent }: DueWebhook): OutgoingMessage {
  const job: WebhookJob = { tenantId, deliveryId, attempt };
  return { body: JSON.stringify(job), attributes: traceparent === null ? {} : { traceparent } };
}

/** One round: events become deliveries, and what is due becomes jobs. */
async function move(options: WebhookSenderOptions, nowMs: () => number): Promise<number> {
  const { database, queue, perEndpoint = 8 } = options;
  const events = await database.webhooks.fanOut(webhookTypes, { now: new Date(nowMs()), max: batch });
  const times = { now: new Date(nowMs()), leaseMs };
  const due = await database.webhooks.dispatch({ ...times, max: batch, perEndpoint });
  if (due.length > 0) await queue.send(due.map(toMessage));
  return events + due.length;
}

export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const { database, logger, nowMs = Date.now, idleMs = 200 } = options;
  const pause = createWakeableRest();
  let cleanedAtMs = nowMs();
  let running: Promise<void> | undefined;

  const keepHouse = async () => {
    if (nowMs() - cleanedAtMs < housekeepingEachMs) return;
    cleanedAtMs = nowMs();
    await database.webhooks.purge(new Date(nowMs() - keptMs));
  };

  const run = async () => {
    while (!pause.ended) {
      try {
        const done = await move(options, nowMs);
        await keepHouse();
        if (done === 0) await pause.rest(idleMs);
      } catch (err) {
        logger.error({ err }, 'Webhooks cannot be sent now; trying again');
        await pause.rest(afterFailureMs);
      }
    }
  };

  return {
    step: () => move(options, nowMs),
    start: () => void (running ??= run()),
    poke: () => pause.wake(),
    close: async () => {
      pause.end();
      await running;
    },
  };
}
