import type { WebhookDelivery } from '@cloudmeet/contracts';
import type { WebhookDeliveryRecord } from '@cloudmeet/database';
import { webhookIdOf } from './webhook-body.ts';

export function deliveryBody(delivery: WebhookDeliveryRecord): WebhookDelivery {
  const { id, endpointId, type, roomId, seq, status, ready, attempts, lastAttempt, replayOf } = delivery;
  return {
    ...{ id, endpointId, webhookId: webhookIdOf(delivery), type, roomId, seq, status, attempts },
    nextAttemptAt: status === 'pending' && ready ? delivery.nextAttemptAt.toISOString() : null,
    lastAttempt: lastAttempt && { ...lastAttempt, at: lastAttempt.at.toISOString() },
    replayOf,
    createdAt: delivery.createdAt.toISOString(),
    deliveredAt: status === 'delivered' ? (delivery.finishedAt?.toISOString() ?? null) : null,
  };
}
