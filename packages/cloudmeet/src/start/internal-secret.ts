import { deriveKey } from '@cloudmeet/service-kit';
import type { Secret } from '@cloudmeet/service-kit';

/** What API, rooms and media nodes of one deployment know each other by. */
export function internalSecretOf(secret: Secret): string {
  return Buffer.from(deriveKey(secret, 'calls between api and realtime')).toString('base64url');
}

/** What functions, recorders and the API know each other by: set for both sides, or derived where one process is both. */
export function functionsSecretOf(set: Secret | undefined, secret: Secret): string {
  return (
    set?.reveal() ?? Buffer.from(deriveKey(secret, 'calls between functions and api')).toString('base64url')
  );
}
