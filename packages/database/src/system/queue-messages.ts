import type pg from 'pg';
import { z } from 'zod';
import { querySystem } from './query.ts';

export interface NewQueueMessage {
  body: string;
  attributes: Record<string, string>;
  /** Not received before. */
  delayMs: number;
}

/** A message in the hands of one receiver until its time is over. */
export interface QueueMessageRecord {
  id: string;
  /** Of this receipt alone: after the next one it does nothing any more. */
  receipt: string;
  body: string;
  attributes: Record<string, string>;
  /** This receipt included. */
  receives: number;
  sentAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  receipt: z.string(),
  body: z.string(),
  attributes: z.record(z.string(), z.string()),
  receives: z.int(),
  sent_at: z.date(),
});

const send = {
  name: 'queue_send',
  text: `INSERT INTO queue_messages (queue, body, attributes, visible_at)
    SELECT $1, m.body, m.attributes, clock_timestamp() + m.delay * interval '1 millisecond'
    FROM unnest($2::text[], $3::jsonb[], $4::bigint[]) AS m(body, attributes, delay) RETURNING 1`,
};

/** What was received too often goes to the dead letters, the rest to the receiver; both in one statement. */
const receive = {
  name: 'queue_receive',
  text: `WITH due AS (
      SELECT id, receives FROM queue_messages WHERE queue = $1 AND visible_at <= clock_timestamp()
      ORDER BY visible_at LIMIT $2 FOR UPDATE SKIP LOCKED
    ), buried AS (
      UPDATE queue_messages m SET queue = $5, receives = 0, receipt = NULL, visible_at = clock_timestamp()
      FROM due WHERE m.id = due.id AND due.receives >= $4
    )
    UPDATE queue_messages m
    SET receives = m.receives + 1, receipt = gen_random_uuid(),
        visible_at = clock_timestamp() + $3 * interval '1 millisecond'
    FROM due WHERE m.id = due.id AND due.receives < $4
    RETURNING m.id, m.receipt, m.body, m.attributes, m.receives, m.sent_at`,
};

const remove = {
  name: 'queue_delete',
  text: 'DELETE FROM queue_messages WHERE queue = $1 AND receipt = ANY ($2::uuid[]) RETURNING 1',
};

const postpone = {
  name: 'queue_postpone',
  text: `UPDATE queue_messages SET visible_at = clock_timestamp() + $3 * interval '1 millisecond'
    WHERE queue = $1 AND receipt = $2 RETURNING 1`,
};

const any = z.looseObject({});

/** The queue that is a table: jobs between services, of no tenant. */
export class QueueMessageRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async send(queue: string, messages: readonly NewQueueMessage[]): Promise<void> {
    await querySystem(this.#pool, any, send, [
      queue,
      messages.map((message) => message.body),
      messages.map((message) => JSON.stringify(message.attributes)),
      messages.map((message) => message.delayMs),
    ]);
  }

  /** At most `max` visible messages, hidden from others for `visibilityMs`. */
  async receive(
    queue: string,
    options: { max: number; visibilityMs: number; receivesMax: number; deadLetters: string },
  ): Promise<QueueMessageRecord[]> {
    const { max, visibilityMs, receivesMax, deadLetters } = options;
    const values = [queue, max, visibilityMs, receivesMax, deadLetters];
    const rows = await querySystem(this.#pool, rowSchema, receive, values);
    return rows.map(({ sent_at: sentAt, ...row }) => ({ ...row, sentAt }));
  }

  /** Returns how many receipts were still good. */
  async delete(queue: string, receipts: readonly string[]): Promise<number> {
    return (await querySystem(this.#pool, any, remove, [queue, receipts])).length;
  }

  /** Hides a received message for another `visibilityMs` from now on; 0 gives it back. False for an old receipt. */
  async postpone(queue: string, receipt: string, visibilityMs: number): Promise<boolean> {
    return (await querySystem(this.#pool, any, postpone, [queue, receipt, visibilityMs])).length > 0;
  }
}
