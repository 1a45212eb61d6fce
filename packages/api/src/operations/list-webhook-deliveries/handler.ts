import type { OperationHandler } from '../../http/operation-handler.ts';
import { deliveryBody } from '../../webhooks/delivery-body.ts';

export const listWebhookDeliveries: OperationHandler<'listWebhookDeliveries'> = {
  async inTransaction(repos, { query }) {
    const { data, nextCursor } = await repos.webhookDeliveries.list(query);
    return { body: { data: data.map(deliveryBody), nextCursor } };
  },
};
