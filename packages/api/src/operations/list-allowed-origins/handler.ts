import type { OperationHandler } from '../../http/operation-handler.ts';
import { originBody } from '../../tenants/origin-body.ts';

export const listAllowedOrigins: OperationHandler<'listAllowedOrigins'> = {
  async inTransaction(repos, { query }) {
    const { data, nextCursor } = await repos.allowedOrigins.list(query);
    return { body: { data: data.map(originBody), nextCursor } };
  },
};
