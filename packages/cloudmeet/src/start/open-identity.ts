import { createIdentity, openCognito } from '@cloudmeet/platform/identity';
import type { Identity } from '@cloudmeet/platform/identity';
import type { Parts } from './parts.ts';
import { StartupError } from './startup-error.ts';

/**
 * Cognito where the settings name a user pool; undefined where people have accounts in our own database.
 * @throws StartupError when only one of its two settings is there
 */
export function openIdentity({ database, lifecycle, secret, settings }: Parts): Identity | undefined {
  const { CLOUDMEET_COGNITO_USER_POOL_ID: userPoolId, CLOUDMEET_COGNITO_CLIENT_ID: clientId } = settings;
  if (userPoolId === undefined && clientId === undefined) return undefined;
  if (userPoolId === undefined || clientId === undefined)
    throw new StartupError(
      'Set both CLOUDMEET_COGNITO_USER_POOL_ID and CLOUDMEET_COGNITO_CLIENT_ID, or none.',
    );
  const { accounts, close } = openCognito({ userPoolId, clientId });
  lifecycle.onClose('Cognito', close);
  return createIdentity({ accounts, database, secret });
}
