import type { OperationHandler } from '../../http/operation-handler.ts';
import { signingKeyBody } from '../../tenants/signing-key-body.ts';

export const listSigningKeys: OperationHandler<'listSigningKeys'> = {
  async inTransaction(repos, { query }) {
    const { data, nextCursor } = await repos.signingKeys.list(query);
    return { body: { data: data.map(signingKeyBody), nextCursor } };
  },
};
