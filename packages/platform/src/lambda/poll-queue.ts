import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@cloudmeet/service-kit';
import type { Queue, ReceivedMessage } from '../queue/queue.ts';
import { toSqsEvent } from './sqs-event.ts';
import type { SqsBatchResponse, SqsEvent } from './sqs-types.ts';

/** A Lambda function behind a queue, with partial batch responses. */
export type SqsFunction = (event: SqsEvent) => Promise<SqsBatchResponse>;

export interface PollerOptions {
  queue: Queue;
  queueName: string;
  handler: SqsFunction;
  logger: Pick<Logger, 'error'>;
  /** Calls of the handler at the same time. Default 8. */
  concurrency?: number;
  /** Messages of one call, 1 to 10. Default 10. */
  batch?: number;
  /** How long a call may take before its messages come again. Default 60,000. */
  visibilityMs?: number;
  /** How long `close()` waits for calls under way. Default 2,000. */
  drainMs?: number;
}

export interface Poller {
  /** Takes nothing new and waits a while for what is under way. Idempotent. */
  close(): Promise<void>;
}

const waitMs = 20_000;
const afterFailureMs = 1000;

/** Does here what the event source mapping of AWS Lambda does there: receives, calls the function, deletes what it did. */
export function pollQueue(options: PollerOptions): Poller {
  const { queue, queueName, handler, logger, concurrency = 8, batch = 10 } = options;
  const { visibilityMs = 60_000, drainMs = 2000 } = options;
  const closing = new AbortController();

  const run = async (messages: ReceivedMessage[]) => {
    const failed = new Set<string>();
    try {
      const { batchItemFailures } = await handler(toSqsEvent(messages, queueName));
      for (const { itemIdentifier } of batchItemFailures) failed.add(itemIdentifier);
    } catch (err) {
      logger.error({ err, queueName }, 'A job failed; its messages come again');
      return;
    }
    await queue.delete(messages.filter(({ id }) => !failed.has(id)).map(({ receipt }) => receipt));
  };

  const work = async () => {
    while (!closing.signal.aborted) {
      try {
        const messages = await queue.receive({ max: batch, visibilityMs, waitMs, signal: closing.signal });
        if (messages.length > 0) await run(messages);
      } catch (err) {
        if (closing.signal.aborted) return;
        logger.error({ err, queueName }, 'The queue cannot be read now; trying again');
        await sleep(afterFailureMs, undefined, { signal: closing.signal }).catch(() => {
          // Closed meanwhile: the loop ends by itself.
        });
      }
    }
  };

  const workers = Promise.all(Array.from({ length: concurrency }, work));
  let closed: Promise<void> | undefined;
  const close = async () => {
    closing.abort();
    const patience = new AbortController();
    const late = sleep(drainMs, undefined, { signal: patience.signal }).catch(() => {
      // All calls ended before.
    });
    await Promise.race([workers, late]);
    patience.abort();
  };
  return { close: () => (closed ??= close()) };
}
