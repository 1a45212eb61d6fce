import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Accounts } from '../accounts.ts';
import { createCognitoAccounts } from './create-cognito-accounts.ts';

/**
 * Accounts of a user pool, with the credentials that the AWS SDK finds in its environment. `close` ends its
 * connections.
 */
export function openCognito(pool: { userPoolId: string; clientId: string }): {
  accounts: Accounts;
  close: () => Promise<void>;
} {
  const [region = ''] = pool.userPoolId.split('_');
  const client = new CognitoIdentityProviderClient({ region });
  return {
    accounts: createCognitoAccounts({ ...pool, client }),
    close: async () => {
      client.destroy();
    },
  };
}
