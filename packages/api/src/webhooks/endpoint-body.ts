import type { WebhookEndpoint } from '@cloudmeet/contracts';
import type { WebhookEndpointRecord } from '@cloudmeet/database';

export function endpointBody(endpoint: WebhookEndpointRecord): WebhookEndpoint {
  const { id, url, types, description, disabledReason, createdAt, updatedAt } = endpoint;
  return {
    ...{ id, url, types, description, disabled: disabledReason !== null, disabledReason },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
