import { CloudMeetError } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { changedMember, checkRoleChange } from '../../members/check-role-change.ts';
import { memberBody } from '../../members/member-body.ts';

export const updateMember: OperationHandler<'updateMember'> = {
  async inTransaction(repos, { params, body, credential }) {
    const member = await repos.members.find(params.userId);
    if (!member) throw new CloudMeetError('not-found');
    checkRoleChange(credential, { from: member.role, to: body.role });
    return { body: memberBody(changedMember(await repos.members.setRole(params.userId, body.role))) };
  },

  async after({ params }, { authenticator }) {
    authenticator.forgetPerson(params.userId);
  },
};
