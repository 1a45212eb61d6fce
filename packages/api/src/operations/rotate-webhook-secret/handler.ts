import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const rotateWebhookSecret: OperationHandler<'rotateWebhookSecret'> = {
  async inTransaction(repos, { params }, { webhookSecrets, nowMs }) {
    const endpoint = await repos.webhookEndpoints.lock(params.endpointId);
    if (!endpoint) throw new CloudMeetError('not-found');
    const now = nowMs();
    const rotated = webhookSecrets.rotate(endpoint.secrets, now);
    if (!rotated)
      throw new CloudMeetError('limit-reached', {
        detail: 'Too many secrets overlap; wait until one expires.',
      });
    await repos.webhookEndpoints.update(endpoint.id, { secrets: rotated.secrets }, new Date(now));
    const previousSecretExpiresAt = rotated.previousExpiresAt.toISOString();
    return { body: { secret: rotated.shown, previousSecretExpiresAt } };
  },
};
