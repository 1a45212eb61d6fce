import type { OperationHandler } from '../../http/operation-handler.ts';
import { invitationBody } from '../../members/member-body.ts';

export const listInvitations: OperationHandler<'listInvitations'> = {
  async inTransaction(repos, { query }) {
    const { data, nextCursor } = await repos.invitations.list(query);
    return { body: { data: data.map(invitationBody), nextCursor } };
  },
};
