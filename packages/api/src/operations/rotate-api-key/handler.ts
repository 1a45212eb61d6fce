import { CloudMeetError, newId } from '@cloudmeet/contracts';
import { apiKeyBody } from '../../credentials/api-key-body.ts';
import { newApiKey } from '../../credentials/api-key-text.ts';
import { checkScopes } from '../../credentials/check-scopes.ts';
import type { OperationHandler } from '../../http/operation-handler.ts';

const defaultOverlapSeconds = 24 * 3600;

export const rotateApiKey: OperationHandler<'rotateApiKey'> = {
  async inTransaction(repos, { params, body, credential }, { nowMs }) {
    const old = await repos.apiKeys.find(params.apiKeyId);
    if (!old) throw new CloudMeetError('not-found');
    checkScopes(credential, old.scopes);
    const { key, prefix, hash } = newApiKey(old.kind);
    const until = new Date(nowMs() + (body.overlapSeconds ?? defaultOverlapSeconds) * 1000);
    const next = { id: newId('apiKey'), prefix, hash };
    return { body: { ...apiKeyBody(await repos.apiKeys.replace(old, next, until)), key } };
  },

  async after({ params }, { authenticator }) {
    authenticator.forget(params.apiKeyId);
  },
};
