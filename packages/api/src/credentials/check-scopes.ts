import { CloudMeetError } from '@cloudmeet/contracts';
import type { ApiKeyScope } from '@cloudmeet/contracts';
import type { Credential } from './credential.ts';

/**
 * A key that was narrowed gives no other key more than it has itself. `scopes`: of the other key; null: all.
 * @throws CloudMeetError `scope-missing`
 */
export function checkScopes(credential: Credential, scopes: readonly ApiKeyScope[] | null): void {
  const own = credential.type === 'api-key' ? credential.scopes : null;
  if (own === null || scopes?.every((scope) => own.includes(scope))) return;
  throw new CloudMeetError('scope-missing', { detail: 'A key gives no other key more than it has itself.' });
}
