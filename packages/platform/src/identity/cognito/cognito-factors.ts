import {
  AssociateSoftwareTokenCommand,
  GetUserCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { CloudMeetError } from '@cloudmeet/contracts';
import type { Accounts, SignedInPerson } from '../accounts.ts';
import { cognitoError } from './cognito-errors.ts';
import type { Meanings } from './cognito-errors.ts';

const wrongCode: Meanings = {
  CodeMismatchException: 'code-refused',
  EnableSoftwareTokenMFAException: 'code-refused',
  InvalidParameterException: 'code-refused',
  SoftwareTokenMFANotFoundException: 'conflict',
  NotAuthorizedException: 'invalid-credential',
};

type SecondFactor = Pick<Accounts, 'hasMfa' | 'beginMfa' | 'confirmMfa' | 'disableMfa'>;

/** Authenticator apps of people in Cognito, by their access tokens. */
export function cognitoFactors(client: CognitoIdentityProviderClient): SecondFactor {
  const hasMfa = async ({ accessToken: AccessToken }: SignedInPerson) => {
    const { UserMFASettingList = [] } = await client
      .send(new GetUserCommand({ AccessToken }))
      .catch((error: unknown) => {
        throw cognitoError(error, wrongCode);
      });
    return UserMFASettingList.includes('SOFTWARE_TOKEN_MFA');
  };
  const check = async (AccessToken: string, UserCode: string) => {
    const { Status } = await client
      .send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }))
      .catch((error: unknown) => {
        throw cognitoError(error, wrongCode);
      });
    if (Status !== 'SUCCESS') throw new CloudMeetError('code-refused');
  };
  const prefer = async (AccessToken: string, isOn: boolean) => {
    const SoftwareTokenMfaSettings = { Enabled: isOn, PreferredMfa: isOn };
    await client.send(new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings }));
  };
  return {
    hasMfa,
    async beginMfa(person) {
      if (await hasMfa(person)) throw new CloudMeetError('conflict');
      const begin = new AssociateSoftwareTokenCommand({ AccessToken: person.accessToken });
      const { SecretCode } = await client.send(begin).catch((error: unknown) => {
        throw cognitoError(error, wrongCode);
      });
      if (SecretCode === undefined) throw new CloudMeetError('unavailable');
      return SecretCode;
    },
    async confirmMfa(person, code) {
      if (await hasMfa(person)) throw new CloudMeetError('conflict');
      await check(person.accessToken, code);
      await prefer(person.accessToken, true);
    },
    async disableMfa(person, code) {
      if (!(await hasMfa(person))) throw new CloudMeetError('conflict');
      await check(person.accessToken, code);
      await prefer(person.accessToken, false);
    },
  };
}
