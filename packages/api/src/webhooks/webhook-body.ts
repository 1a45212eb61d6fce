import type { WebhookDeliveryRecord } from '@cloudmeet/database';

/** `webhook-id`: of the event, so the same for every endpoint, attempt and replay. */
export function webhookIdOf({ messageId }: Pick<WebhookDeliveryRecord, 'messageId'>): string {
  return `msg_${messageId.replaceAll('-', '')}`;
}

/** What is posted, byte for byte the same each time. */
export function webhookBodyOf(
  delivery: Pick<WebhookDeliveryRecord, 'type' | 'eventAt' | 'seq' | 'payload'>,
): string {
  const { type, eventAt, seq, payload } = delivery;
  const number = seq === null ? {} : { seq };
  return JSON.stringify({ type, timestamp: eventAt.toISOString(), ...number, data: payload });
}
