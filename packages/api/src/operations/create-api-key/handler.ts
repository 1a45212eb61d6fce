import { CloudMeetError, limits, newId } from '@cloudmeet/contracts';
import { apiKeyBody } from '../../credentials/api-key-body.ts';
import { newApiKey } from '../../credentials/api-key-text.ts';
import { checkScopes } from '../../credentials/check-scopes.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

/** Kind: that of the asking key unless the request names one. */
export const createApiKey: OperationHandler<'createApiKey'> = {
  async inTransaction(repos, { body, credential }) {
    const kind = body.kind ?? credential.kind;
    const scopes = body.scopes ?? null;
    checkScopes(credential, scopes);
    const { key, prefix, hash } = newApiKey(kind);
    const input = { id: newId('apiKey'), name: body.name ?? 'API key', kind, prefix, hash, scopes };
    const record = await repos.apiKeys.create(input, { max: limits.apiKeysMax });
    if (!record) throw new CloudMeetError('limit-reached');
    return { body: { ...apiKeyBody(record), key } };
  },
};
