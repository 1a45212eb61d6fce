import type { OperationHandler } from '../../http/operation-handler.ts';
import { endpointBody } from '../../webhooks/endpoint-body.ts';

export const listWebhookEndpoints: OperationHandler<'listWebhookEndpoints'> = {
  async inTransaction(repos, { query }) {
    const { data, nextCursor } = await repos.webhookEndpoints.list(query);
    return { body: { data: data.map(endpointBody), nextCursor } };
  },
};
