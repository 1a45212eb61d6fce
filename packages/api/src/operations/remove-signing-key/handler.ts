import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const removeSigningKey: OperationHandler<'removeSigningKey'> = {
  async inTransaction(repos, { params }) {
    if (!(await repos.signingKeys.revoke(params.signingKeyId))) throw new CloudMeetError('not-found');
    return {};
  },
};
