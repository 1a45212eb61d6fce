import type { OperationHandler } from '../../http/operation-handler.ts';
import { memberBody } from '../../members/member-body.ts';

export const listMembers: OperationHandler<'listMembers'> = {
  async inTransaction(repos, { query }) {
    const { data, nextCursor } = await repos.members.list(query);
    return { body: { data: data.map(memberBody), nextCursor } };
  },
};
