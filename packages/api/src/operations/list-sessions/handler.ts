import { sessionBody } from '../../history/session-body.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

const dateOf = (text: string | undefined) => (text === undefined ? undefined : new Date(text));

export const listSessions: OperationHandler<'listSessions'> = {
  async inTransaction(repos, { query }) {
    const { from, to, ...rest } = query;
    const page = await repos.history.list({ ...rest, from: dateOf(from), to: dateOf(to) });
    return { body: { data: page.data.map(sessionBody), nextCursor: page.nextCursor } };
  },
};
