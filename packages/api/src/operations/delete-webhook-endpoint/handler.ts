import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const deleteWebhookEndpoint: OperationHandler<'deleteWebhookEndpoint'> = {
  async inTransaction(repos, { params }) {
    if (!(await repos.webhookEndpoints.delete(params.endpointId))) throw new CloudMeetError('not-found');
    return {};
  },
};
