import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const revokeUserSession: OperationHandler<'revokeUserSession'> = {
  async handle({ person, params }, { identity, authenticator }) {
    const { userId } = person;
    if (!(await identity.revokeSession(userId, params.userSessionId))) throw new CloudMeetError('not-found');
    authenticator.forgetPerson(userId);
    return {};
  },
};
