import { CloudMeetError, keyMay, policyOf, roleMay } from '@cloudmeet/contracts';
import type { OperationId } from '@cloudmeet/contracts';
import type { Credential } from './credential.ts';

/**
 * Holds a credential against the one table of operations; what has no row is denied.
 * @throws CloudMeetError `role-not-permitted`, `scope-missing`
 */
export function checkPermission(id: OperationId, credential: Credential): void {
  const policy = policyOf(id);
  if (credential.type === 'user') {
    if (policy && roleMay(credential.role, policy)) return;
    const needed = policy ? ` It takes ${policy.least}.` : '';
    throw new CloudMeetError('role-not-permitted', {
      detail: `As ${credential.role} you may not do that.${needed}`,
    });
  }
  if (policy && keyMay(credential.scopes, policy)) return;
  const beyond = keyMay(null, policy ?? { least: 'owner', scope: 'tenant:write', audit: null });
  const detail = beyond
    ? `The API key lacks the scope ${policy?.scope ?? ''}.`
    : 'No API key may do that: it takes a person who signed in.';
  throw new CloudMeetError('scope-missing', { detail });
}
