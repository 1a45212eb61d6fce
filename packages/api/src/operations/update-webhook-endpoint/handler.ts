import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { checkEndpointUrl } from '../../webhooks/check-endpoint-url.ts';
import { endpointBody } from '../../webhooks/endpoint-body.ts';

export const updateWebhookEndpoint: OperationHandler<'updateWebhookEndpoint'> = {
  async inTransaction(repos, { params, body }, { webhooksMayBePrivate, nowMs }) {
    const before = await repos.webhookEndpoints.lock(params.endpointId);
    if (!before) throw new CloudMeetError('not-found');
    const { disabled, url, types, description } = body;
    if (url !== undefined) checkEndpointUrl(url, webhooksMayBePrivate);
    const turned = disabled !== undefined && disabled !== (before.disabledReason !== null);
    const changes = {
      ...(url === undefined ? {} : { url }),
      ...(types === undefined ? {} : { types }),
      ...(description === undefined ? {} : { description }),
      ...(turned ? { disabledReason: disabled ? ('requested' as const) : null } : {}),
    };
    const after = await repos.webhookEndpoints.update(before.id, changes, new Date(nowMs()));
    if (!after) throw new CloudMeetError('not-found');
    return { body: endpointBody(after) };
  },
};
