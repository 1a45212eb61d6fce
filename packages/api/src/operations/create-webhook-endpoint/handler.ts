import { CloudMeetError, limits, newId } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { checkEndpointUrl } from '../../webhooks/check-endpoint-url.ts';
import { endpointBody } from '../../webhooks/endpoint-body.ts';

export const createWebhookEndpoint: OperationHandler<'createWebhookEndpoint'> = {
  async inTransaction(repos, { body }, { webhookSecrets, webhooksMayBePrivate }) {
    const { url, types, description = null } = body;
    checkEndpointUrl(url, webhooksMayBePrivate);
    const { shown, secrets } = webhookSecrets.create();
    const endpoint = await repos.webhookEndpoints.create(
      { id: newId('webhookEndpoint'), url, types, description, secrets },
      { max: limits.webhookEndpointsMax },
    );
    if (!endpoint) throw new CloudMeetError('limit-reached');
    return { body: { ...endpointBody(endpoint), secret: shown } };
  },
};
