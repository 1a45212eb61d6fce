import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  GetUserCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type {
  AuthenticationResultType,
  AttributeType,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { CloudMeetError } from '@cloudmeet/contracts';
import type { Access, Account, Accounts, SignedInAccount } from '../accounts.ts';
import { createAccessVerifier } from './access-claims.ts';
import type { CognitoPool } from './access-claims.ts';
import { cognitoError } from './cognito-errors.ts';
import type { Meanings } from './cognito-errors.ts';
import { cognitoFactors } from './cognito-factors.ts';

export interface CognitoAccountsOptions extends CognitoPool {
  client: CognitoIdentityProviderClient;
}

/** What creating accounts, passwords and access share. */
interface Parts extends CognitoAccountsOptions {
  verify: ReturnType<typeof createAccessVerifier>;
}

const wrongPassword: Meanings = {
  NotAuthorizedException: 'sign-in-refused',
  UserNotFoundException: 'sign-in-refused',
  UserNotConfirmedException: 'sign-in-refused',
  PasswordResetRequiredException: 'sign-in-refused',
  InvalidPasswordException: 'sign-in-refused',
  InvalidParameterException: 'sign-in-refused',
};
const wrongCode: Meanings = {
  CodeMismatchException: 'code-refused',
  ExpiredCodeException: 'code-refused',
  NotAuthorizedException: 'challenge-expired',
};
const wrongLink: Meanings = {
  CodeMismatchException: 'link-expired',
  ExpiredCodeException: 'link-expired',
  UserNotFoundException: 'link-expired',
  NotAuthorizedException: 'link-expired',
  InvalidPasswordException: 'password-refused',
};

const attribute = (attributes: AttributeType[] | undefined, name: string) =>
  attributes?.find((one) => one.Name === name)?.Value;

async function accessOf(
  { verify }: Parts,
  result: AuthenticationResultType | undefined,
  renewal?: string,
): Promise<Access> {
  const { AccessToken: accessToken, ExpiresIn: expiresInSeconds = 3600, RefreshToken } = result ?? {};
  if (accessToken === undefined) throw new CloudMeetError('sign-in-refused');
  const { originId } = await verify(accessToken);
  return { accessToken, expiresInSeconds, originId, renewal: RefreshToken ?? renewal ?? null };
}

async function signedIn(
  parts: Parts,
  email: string,
  result: AuthenticationResultType | undefined,
): Promise<SignedInAccount> {
  const access = await accessOf(parts, result);
  const { subject } = await parts.verify(access.accessToken);
  const user = await parts.client.send(new GetUserCommand({ AccessToken: access.accessToken }));
  const name = attribute(user.UserAttributes, 'name') ?? email.split('@')[0] ?? email;
  return { status: 'signed-in', account: { subject, email, name }, access };
}

type SigningIn = Pick<Accounts, 'signIn' | 'answerMfa' | 'issue' | 'renew' | 'revoke'>;

function signingIn(parts: Parts): SigningIn {
  const { client, clientId: ClientId } = parts;
  const signIn: SigningIn['signIn'] = async ({ email, password }) => {
    const AuthParameters = { USERNAME: email, PASSWORD: password };
    const start = new InitiateAuthCommand({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId, AuthParameters });
    const answer = await client.send(start).catch((error: unknown) => {
      throw cognitoError(error, wrongPassword);
    });
    if (answer.ChallengeName === 'SOFTWARE_TOKEN_MFA')
      return { status: 'mfa-required', challenge: answer.Session ?? '' };
    return signedIn(parts, email, answer.AuthenticationResult);
  };
  return {
    signIn,
    async answerMfa({ email, challenge, code }) {
      const ChallengeResponses = { USERNAME: email, SOFTWARE_TOKEN_MFA_CODE: code };
      const answer = new RespondToAuthChallengeCommand({
        ...{ ClientId, ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: challenge, ChallengeResponses },
      });
      const { AuthenticationResult } = await client.send(answer).catch((error: unknown) => {
        throw cognitoError(error, wrongCode);
      });
      return signedIn(parts, email, AuthenticationResult);
    },
    async issue({ email }, password) {
      const outcome = await signIn({ email, password });
      if (outcome.status === 'signed-in') return outcome.access;
      throw new CloudMeetError('sign-in-refused', { detail: 'The account asks for a code.' });
    },
    async renew({ renewal }) {
      if (renewal === null) throw new CloudMeetError('refresh-refused');
      const AuthParameters = { REFRESH_TOKEN: renewal };
      const renewing = new InitiateAuthCommand({ AuthFlow: 'REFRESH_TOKEN_AUTH', ClientId, AuthParameters });
      const { AuthenticationResult } = await client.send(renewing).catch((error: unknown) => {
        throw cognitoError(error, {
          NotAuthorizedException: 'refresh-refused',
          UserNotFoundException: 'refresh-refused',
        });
      });
      return accessOf(parts, AuthenticationResult, renewal);
    },
    /** A token that Cognito does not know any more is as good as revoked. */
    async revoke(renewal) {
      await client.send(new RevokeTokenCommand({ ClientId, Token: renewal })).catch((error: unknown) => {
        const known = cognitoError(error, { NotAuthorizedException: 'refresh-refused' });
        if (known.code !== 'refresh-refused') throw known;
      });
    },
  };
}

type Creating = Pick<Accounts, 'create' | 'exists'>;

/** Accounts are made for people who prove their address otherwise, so Cognito sends them nothing. */
function creating({ client, userPoolId: UserPoolId }: Parts): Creating {
  return {
    async create({ email, password, name }): Promise<Account | null> {
      const UserAttributes = [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
        { Name: 'name', Value: name },
      ];
      const user = { UserPoolId, Username: email, UserAttributes, MessageAction: 'SUPPRESS' } as const;
      try {
        const { User } = await client.send(new AdminCreateUserCommand(user));
        const whole = { UserPoolId, Username: email, Password: password, Permanent: true };
        await client.send(new AdminSetUserPasswordCommand(whole));
        return { subject: attribute(User?.Attributes, 'sub') ?? '', email, name };
      } catch (error) {
        const known = cognitoError(error, {
          UsernameExistsException: 'conflict',
          InvalidPasswordException: 'password-refused',
        });
        if (known.code === 'conflict') return null;
        throw known;
      }
    },
    exists: (email) =>
      client.send(new AdminGetUserCommand({ UserPoolId, Username: email })).then(
        () => true,
        (error: unknown) => {
          const known = cognitoError(error, { UserNotFoundException: 'not-found' });
          if (known.code === 'not-found') return false;
          throw known;
        },
      ),
  };
}

type Passwords = Pick<Accounts, 'changePassword' | 'requestReset' | 'confirmReset'>;

function passwords({ client, clientId: ClientId }: Parts, { signIn }: SigningIn): Passwords {
  return {
    /** The present one is proved first, because Cognito answers a wrong and a weak one alike. */
    async changePassword({ accessToken: AccessToken, email }, current, next) {
      await signIn({ email, password: current });
      const change = { AccessToken, PreviousPassword: current, ProposedPassword: next };
      await client.send(new ChangePasswordCommand(change)).catch((error: unknown) => {
        throw cognitoError(error, { InvalidPasswordException: 'password-refused' });
      });
    },
    /** Cognito sends the code. */
    async requestReset(email) {
      await client.send(new ForgotPasswordCommand({ ClientId, Username: email })).catch((error: unknown) => {
        const known = cognitoError(error, {
          UserNotFoundException: 'not-found',
          InvalidParameterException: 'not-found',
        });
        if (known.code !== 'not-found') throw known;
      });
    },
    async confirmReset({ email, code, password }) {
      const reset = { ClientId, Username: email, ConfirmationCode: code, Password: password };
      await client.send(new ConfirmForgotPasswordCommand(reset)).catch((error: unknown) => {
        throw cognitoError(error, wrongLink);
      });
    },
  };
}

/** Accounts in a user pool of Amazon Cognito. */
export function createCognitoAccounts(options: CognitoAccountsOptions): Accounts {
  const verify = createAccessVerifier(options);
  const parts = { ...options, verify };
  const signing = signingIn(parts);
  return {
    ...creating(parts),
    ...signing,
    ...passwords(parts, signing),
    ...cognitoFactors(options.client),
    verify,
  };
}
