import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const removeAllowedOrigin: OperationHandler<'removeAllowedOrigin'> = {
  async inTransaction(repos, { params }) {
    if (!(await repos.allowedOrigins.remove(params.originId))) throw new CloudMeetError('not-found');
    return {};
  },
};
