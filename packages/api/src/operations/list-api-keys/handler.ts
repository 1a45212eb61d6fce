import { apiKeyBody } from '../../credentials/api-key-body.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

export const listApiKeys: OperationHandler<'listApiKeys'> = {
  async inTransaction(repos, { query }) {
    const { data, nextCursor } = await repos.apiKeys.list(query);
    return { body: { data: data.map(apiKeyBody), nextCursor } };
  },
};
