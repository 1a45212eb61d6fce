import { retryable, spec } from './error-spec.ts';

/** What a person of the console meets while signing in, and where their role or a key's scopes end. */
export const identityErrorSpecs = {
  'sign-in-refused': spec(
    401,
    'The e-mail address or the password is wrong.',
    'Try again, or reset the password.',
  ),
  'sign-in-locked': spec(
    429,
    'Too many failed attempts to sign in.',
    'Wait as long as Retry-After says, or reset the password.',
    retryable,
  ),
  'code-refused': spec(
    401,
    'The code is wrong or was used before.',
    'Wait for the next code of your app and send that.',
  ),
  'challenge-expired': spec(401, 'The sign-in took too long.', 'Start again with e-mail and password.'),
  'refresh-refused': spec(401, 'The session has ended.', 'Sign in again.'),
  'link-expired': spec(422, 'The link is used up or has expired.', 'Ask for a new one.'),
  'password-refused': spec(
    422,
    'This password may not be used.',
    'Choose a longer one that is not known from leaks.',
  ),
  'sign-up-closed': spec(403, 'Nobody may sign up here.', 'Ask for an invitation.'),
  'no-membership': spec(
    403,
    'You are not a member of that tenant.',
    'Name one of your tenants in CloudMeet-Tenant; GET /v1/me lists them.',
  ),
  'role-not-permitted': spec(
    403,
    'Your role in this tenant may not do that.',
    'Ask an owner or admin of the tenant.',
  ),
  'scope-missing': spec(
    403,
    'This credential may not do that.',
    'Use an API key with the scope that is named, or sign in.',
  ),
  'last-owner': spec(409, 'A tenant keeps at least one owner.', 'Make another member owner first.'),
} as const;
