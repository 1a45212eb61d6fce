import { CloudMeetError, limits, newId } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { originBody } from '../../tenants/origin-body.ts';

export const addAllowedOrigin: OperationHandler<'addAllowedOrigin'> = {
  async inTransaction(repos, { body }) {
    const added = { id: newId('origin'), origin: body.origin };
    const outcome = await repos.allowedOrigins.add(added, { max: limits.allowedOriginsMax });
    if (outcome.status === 'exists')
      throw new CloudMeetError('conflict', { detail: 'This origin is allowed already.' });
    if (outcome.status === 'limit-reached') throw new CloudMeetError('limit-reached');
    return { body: originBody(outcome.origin) };
  },
};
