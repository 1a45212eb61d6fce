import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { endpointBody } from '../../webhooks/endpoint-body.ts';

export const getWebhookEndpoint: OperationHandler<'getWebhookEndpoint'> = {
  async inTransaction(repos, { params }) {
    const endpoint = await repos.webhookEndpoints.findById(params.endpointId);
    if (!endpoint) throw new CloudMeetError('not-found');
    return { body: endpointBody(endpoint) };
  },
};
