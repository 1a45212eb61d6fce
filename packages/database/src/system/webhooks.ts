import type pg from 'pg';
import { z } from 'zod';
import { querySystem } from './query.ts';
import { systemStatements as statements } from './statements.ts';

/** A delivery that is due, as the attempt that it now is. */
export interface DueWebhook {
  deliveryId: string;
  tenantId: string;
  /** Counts from 1. */
  attempt: number;
  /** Trace of the request that the event came from. */
  traceparent: string | null;
}

const dueRowSchema = z
  .object({
    id: z.string(),
    tenant_id: z.string(),
    attempt: z.int(),
    traceparent: z.string().nullable(),
  })
  .transform((row): DueWebhook => ({
    deliveryId: row.id,
    tenantId: row.tenant_id,
    attempt: row.attempt,
    traceparent: row.traceparent,
  }));

/** Webhooks of all tenants, on their way from the outbox to the queue. */
export class WebhookSystemRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /**
   * Makes deliveries of events in the outbox, `max` at least of those there are. Returns how many events; 0 too while
   * another sender does it.
   */
  async fanOut(types: readonly string[], { now, max }: { now: Date; max: number }): Promise<number> {
    const row = z.object({ system_fan_out_webhooks: z.int() });
    const [done] = await querySystem(this.#pool, row, statements.fanOutWebhooks, [types, now, max]);
    return done?.system_fan_out_webhooks ?? 0;
  }

  /** Takes due deliveries for `leaseMs`, of each endpoint at most `perEndpoint` at once. */
  async dispatch(options: {
    now: Date;
    max: number;
    leaseMs: number;
    perEndpoint: number;
  }): Promise<DueWebhook[]> {
    const { now, max, leaseMs, perEndpoint } = options;
    return querySystem(this.#pool, dueRowSchema, statements.dispatchWebhooks, [
      now,
      max,
      leaseMs,
      perEndpoint,
    ]);
  }

  /** Removes deliveries that were over before `before`, at most `max`. Returns how many. */
  async purge(before: Date, max = 1000): Promise<number> {
    const row = z.object({ system_purge_webhooks: z.int() });
    const [done] = await querySystem(this.#pool, row, statements.purgeWebhooks, [before, max]);
    return done?.system_purge_webhooks ?? 0;
  }
}
