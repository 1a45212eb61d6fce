import { deriveKey } from '@cloudmeet/service-kit';
import type { Secret } from '@cloudmeet/service-kit';

/** What API, rooms and media nodes of one deployment know each other by. */
export function internalSecretOf(secret: Secret): string {
  return Buffer.from(deriveKey(secret, 'calls between api and realtime')).toString('base64url');
}
