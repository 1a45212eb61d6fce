import type { Page, WebhookFailure } from '@cloudmeet/contracts';
import { newestFirst, olderThan, pageWindow, toPage } from '../pagination/list-page.ts';
import type { PageRequest } from '../pagination/list-page.ts';
import { Prisma } from '../generated/client.ts';
import type { Scope } from './scope.ts';
import { toDelivery } from './webhook-delivery-record.ts';
import type { WebhookDeliveryRecord } from './webhook-delivery-record.ts';

export interface ListWebhookDeliveries extends PageRequest {
  endpointId?: string | undefined;
  roomId?: string | undefined;
  status?: WebhookDeliveryRecord['status'] | undefined;
}

/** What becomes of a delivery after an attempt. */
export type WebhookVerdict =
  { status: 'delivered' } | { status: 'failed' } | { status: 'pending'; nextAttemptAt: Date };

export interface WebhookAttemptResult {
  deliveryId: string;
  attempt: number;
  verdict: WebhookVerdict;
  answered: { status: number | null; failure: WebhookFailure | null; durationMs: number };
  now: Date;
}

/** Events on their way to endpoints. They are made by `database.system.fanOutWebhooks`. */
export class WebhookDeliveryRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  async list(request: ListWebhookDeliveries = {}): Promise<Page<WebhookDeliveryRecord>> {
    const { tx, tenantId } = this.#scope;
    const { limit, take, after } = pageWindow(request);
    const { endpointId, roomId, status } = request;
    const rows = await tx.webhookDelivery.findMany({
      where: {
        tenantId,
        ...(endpointId === undefined ? {} : { endpointId }),
        ...(roomId === undefined ? {} : { roomId }),
        ...(status === undefined ? {} : { status }),
        ...olderThan(after),
      },
      orderBy: newestFirst,
      take,
    });
    return toPage(rows, limit, toDelivery);
  }

  async findById(id: string): Promise<WebhookDeliveryRecord | null> {
    const { tx, tenantId } = this.#scope;
    const row = await tx.webhookDelivery.findFirst({ where: { id, tenantId } });
    return row && toDelivery(row);
  }

  /**
   * Begins attempt number `attempt` for as long as `until` says. Null for a job that does not hold any more: delivered or
   * given up, begun already, not its turn, or the endpoint is disabled.
   */
  async claim(
    id: string,
    attempt: number,
    { now, until }: { now: Date; until: Date },
  ): Promise<WebhookDeliveryRecord | null> {
    const { tx, tenantId } = this.#scope;
    const { count } = await tx.webhookDelivery.updateMany({
      where: {
        ...{ id, tenantId, status: 'pending', ready: true, attempts: attempt - 1 },
        endpoint: { disabledReason: null },
      },
      data: {
        ...{ attempts: attempt, inFlightUntil: until, nextAttemptAt: until, lastAttemptAt: now },
        ...{ lastStatus: null, lastFailure: null, lastDurationMs: null },
      },
    });
    return count === 0 ? null : this.findById(id);
  }

  /**
   * The delivery that attempt `attempt` belongs to, with whoever comes after it held off until the transaction ends; null
   * when it is over, or a later attempt has begun.
   */
  async lockAttempt(id: string, attempt: number): Promise<WebhookDeliveryRecord | null> {
    const { tx, tenantId } = this.#scope;
    await tx.$queryRaw`
      SELECT pg_advisory_xact_lock(72707372, app_webhook_order_lock(endpoint_id, room_id))::text
      FROM webhook_deliveries WHERE id = ${id} AND tenant_id = ${tenantId} AND room_id IS NOT NULL`;
    const found = await this.findById(id);
    return found?.status === 'pending' && found.attempts === attempt ? found : null;
  }

  /** Writes down how an attempt ended. When the delivery is over, the next one of its room is up. */
  async settle(delivery: WebhookDeliveryRecord, result: WebhookAttemptResult): Promise<void> {
    const { tx, tenantId } = this.#scope;
    const { deliveryId: id, attempt, verdict, answered, now } = result;
    const over = verdict.status !== 'pending';
    const { count } = await tx.webhookDelivery.updateMany({
      where: { id, tenantId, status: 'pending', attempts: attempt },
      data: {
        ...{ status: verdict.status, inFlightUntil: null, lastStatus: answered.status },
        ...{ lastFailure: answered.failure, lastDurationMs: answered.durationMs },
        ...(verdict.status === 'delivered' ? {} : { tries: { increment: 1 } }),
        ...(verdict.status === 'pending' ? { nextAttemptAt: verdict.nextAttemptAt } : {}),
        ...(over ? { finishedAt: now, ready: false } : {}),
      },
    });
    if (count === 0) return;
    const delivered = verdict.status === 'delivered';
    await tx.$executeRaw`
      UPDATE webhook_endpoints SET failures = ${delivered ? Prisma.sql`0` : Prisma.sql`failures + 1`}
      WHERE id = ${delivery.endpointId} AND tenant_id = ${tenantId} AND (failures > 0 OR ${!delivered})`;
    if (over && delivery.roomId !== null && delivery.replayOf === null) await this.#promote(delivery, now);
  }

  /** The first pending one of the room becomes ready. */
  async #promote({ endpointId, roomId }: WebhookDeliveryRecord, now: Date): Promise<void> {
    const { tx, tenantId } = this.#scope;
    await tx.$executeRaw`
      UPDATE webhook_deliveries SET ready = true, next_attempt_at = least(next_attempt_at, ${now})
      WHERE id = (
        SELECT d.id FROM webhook_deliveries d
        WHERE d.tenant_id = ${tenantId} AND d.endpoint_id = ${endpointId} AND d.room_id = ${roomId}
          AND d.status = 'pending' AND d.replay_of IS NULL
        ORDER BY d.seq LIMIT 1)`;
  }

  /** The same event to the same endpoint again, under its old `webhook-id`. It waits for nothing of its room. */
  async replay(original: WebhookDeliveryRecord, id: string, now: Date): Promise<WebhookDeliveryRecord> {
    const { tx, tenantId } = this.#scope;
    const { endpointId, messageId, type, roomId, seq, payload, eventAt } = original;
    const row = await tx.webhookDelivery.create({
      data: {
        ...{ id, tenantId, endpointId, messageId, type, roomId, seq, eventAt },
        ...{
          payload: payload ?? Prisma.JsonNull,
          ready: true,
          nextAttemptAt: now,
          createdAt: now,
          madeAt: now,
        },
        replayOf: original.replayOf ?? original.id,
      },
    });
    return toDelivery(row);
  }
}
