import { CloudMeetError, newId } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { deliveryBody } from '../../webhooks/delivery-body.ts';

const refuse = (detail: string) => new CloudMeetError('conflict', { detail });

export const replayWebhookDelivery: OperationHandler<'replayWebhookDelivery'> = {
  async inTransaction(repos, { params }, { nowMs }) {
    const original = await repos.webhookDeliveries.findById(params.deliveryId);
    if (!original) throw new CloudMeetError('not-found');
    if (original.status === 'pending') throw refuse('This delivery is still under way.');
    const endpoint = await repos.webhookEndpoints.findById(original.endpointId);
    if (!endpoint) throw new CloudMeetError('not-found');
    if (endpoint.disabledReason !== null) throw refuse('The endpoint is disabled: enable it first.');
    const replay = await repos.webhookDeliveries.replay(original, newId('delivery'), new Date(nowMs()));
    return { body: deliveryBody(replay) };
  },
};
