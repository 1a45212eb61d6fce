import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@cloudmeet/database';
import { checkOutgoing } from './check-outgoing.ts';
import { queueLimits } from './queue.ts';
import type { Queue, ReceivedMessage, ReceiveOptions } from './queue.ts';

export interface PostgresQueueOptions {
  database: Pick<Database, 'queue'>;
  name: string;
  /** Where messages go that were received too often. Default: the name and `-dead`. */
  deadLetters?: string;
  /** A message that was received so often and not deleted is a dead letter. Default 5. */
  receivesMax?: number;
  /** How often a waiting receiver looks for messages that other processes sent. Default 200. */
  pollMs?: number;
}

/** A queue in the database (`FOR UPDATE SKIP LOCKED`), for deployments that have no other. */
export function createPostgresQueue(options: PostgresQueueOptions): Queue {
  const { database, name, deadLetters = `${name}-dead`, receivesMax = 5, pollMs = 200 } = options;
  const closing = new AbortController();
  let wake = new AbortController();

  const take = async ({ max = queueLimits.batch, visibilityMs }: ReceiveOptions) => {
    const records = await database.queue.receive(name, { max, visibilityMs, receivesMax, deadLetters });
    return records satisfies ReceivedMessage[];
  };
  /** Until somebody in this process sends, the time is over, or nobody wants it any more. */
  const pause = (ms: number, signal: AbortSignal | undefined) =>
    sleep(ms, undefined, {
      signal: AbortSignal.any([wake.signal, closing.signal, ...(signal ? [signal] : [])]),
    }).catch((error: unknown) => {
      if (!(error instanceof Error && error.name === 'AbortError')) throw error;
    });

  return {
    async send(messages) {
      if (messages.length === 0) return;
      const checked = messages.map(checkOutgoing);
      await database.queue.send(name, checked);
      wake.abort();
      wake = new AbortController();
    },
    async receive(wish) {
      const deadline = performance.now() + (wish.waitMs ?? 0);
      for (;;) {
        if (closing.signal.aborted || wish.signal?.aborted) return [];
        const messages = await take(wish);
        const leftMs = deadline - performance.now();
        if (messages.length > 0 || leftMs <= 0) return messages;
        await pause(Math.min(pollMs, leftMs), wish.signal);
      }
    },
    async delete(receipts) {
      if (receipts.length > 0) await database.queue.delete(name, receipts);
    },
    async postpone(receipt, visibilityMs) {
      await database.queue.postpone(name, receipt, visibilityMs);
    },
    async close() {
      closing.abort();
    },
  };
}
