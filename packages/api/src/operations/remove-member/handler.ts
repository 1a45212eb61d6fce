import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { changedMember, checkRoleChange } from '../../members/check-role-change.ts';

export const removeMember: OperationHandler<'removeMember'> = {
  async inTransaction(repos, { params, credential }) {
    const member = await repos.members.find(params.userId);
    if (!member) throw new CloudMeetError('not-found');
    checkRoleChange(credential, { from: member.role });
    changedMember(await repos.members.remove(params.userId));
    return {};
  },

  async after({ params }, { authenticator }) {
    authenticator.forgetPerson(params.userId);
  },
};
