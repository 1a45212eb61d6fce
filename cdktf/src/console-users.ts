import { CognitoUserPool } from '@cdktf/provider-aws/lib/cognito-user-pool/index.js';
import { CognitoUserPoolClient } from '@cdktf/provider-aws/lib/cognito-user-pool-client/index.js';
import { Construct } from 'constructs';
import { allow, type Statement } from './statement.ts';

const passwordLengthMin = 12;

/** Who signs in to the console: by e-mail and password, with TOTP for those who want it. */
export class ConsoleUsers extends Construct {
  readonly pool: CognitoUserPool;
  readonly client: CognitoUserPoolClient;

  constructor(scope: Construct, id: string, { name }: { name: string }) {
    super(scope, id);
    this.pool = new CognitoUserPool(this, 'pool', {
      name,
      usernameAttributes: ['email'],
      autoVerifiedAttributes: ['email'],
      usernameConfiguration: { caseSensitive: false },
      deletionProtection: 'ACTIVE',
      mfaConfiguration: 'OPTIONAL',
      softwareTokenMfaConfiguration: { enabled: true },
      passwordPolicy: { minimumLength: passwordLengthMin, temporaryPasswordValidityDays: 7 },
      accountRecoverySetting: { recoveryMechanism: [{ name: 'verified_email', priority: 1 }] },
    });
    this.client = new CognitoUserPoolClient(this, 'client', {
      name: `${name}-console`,
      userPoolId: this.pool.id,
      generateSecret: false,
      explicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      enableTokenRevocation: true,
      preventUserExistenceErrors: 'ENABLED',
    });
  }

  /** What the API needs to do with it beside what any client may. */
  get statements(): readonly Statement[] {
    const actions = ['AdminCreateUser', 'AdminSetUserPassword', 'AdminGetUser'];
    return [
      allow(
        actions.map((action) => `cognito-idp:${action}`),
        [this.pool.arn],
      ),
    ];
  }
}
