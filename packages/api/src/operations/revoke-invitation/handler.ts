import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const revokeInvitation: OperationHandler<'revokeInvitation'> = {
  async inTransaction(repos, { params }) {
    if (!(await repos.invitations.revoke(params.invitationId))) throw new CloudMeetError('not-found');
    return {};
  },
};
