import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { deliveryBody } from '../../webhooks/delivery-body.ts';
import { webhookBodyOf } from '../../webhooks/webhook-body.ts';

export const getWebhookDelivery: OperationHandler<'getWebhookDelivery'> = {
  async inTransaction(repos, { params }) {
    const delivery = await repos.webhookDeliveries.findById(params.deliveryId);
    if (!delivery) throw new CloudMeetError('not-found');
    return { body: { ...deliveryBody(delivery), body: webhookBodyOf(delivery) } };
  },
};
