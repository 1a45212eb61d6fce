import { auditBody } from '../../audit/audit-body.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

const dateOf = (text: string | undefined) => (text === undefined ? undefined : new Date(text));

export const listAuditLog: OperationHandler<'listAuditLog'> = {
  async inTransaction(repos, { query }) {
    const { from, to, ...rest } = query;
    const page = await repos.audit.list({ ...rest, from: dateOf(from), to: dateOf(to) });
    return { body: { data: page.data.map(auditBody), nextCursor: page.nextCursor } };
  },
};
