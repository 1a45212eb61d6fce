import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const revokeApiKey: OperationHandler<'revokeApiKey'> = {
  async inTransaction(repos, { params }) {
    const outcome = await repos.apiKeys.revoke(params.apiKeyId);
    if (outcome.status === 'missing') throw new CloudMeetError('not-found');
    if (outcome.status === 'last-key')
      throw new CloudMeetError('conflict', { detail: 'This is the last API key: create another one first.' });
    return {};
  },

  async after({ params }, { authenticator }) {
    authenticator.forget(params.apiKeyId);
  },
};
