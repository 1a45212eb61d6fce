import { CloudMeetError } from '@cloudmeet/contracts';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { FetchError } from 'aws-jwt-verify/error';
import type { AccessClaims } from '../accounts.ts';

export interface CognitoPool {
  /** Such as `eu-central-1_AbCdEf123`: it names the region too. */
  userPoolId: string;
  /** An app client without a secret, with ALLOW_USER_PASSWORD_AUTH and token revocation. */
  clientId: string;
  /** Keys of the pool. Default: fetched from Cognito when they are first needed. */
  jwks?: Parameters<ReturnType<typeof CognitoJwtVerifier.create>['cacheJwks']>[0];
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** Believes access tokens of one pool and client: signature, issuer, client, use and expiry. */
export function createAccessVerifier({ userPoolId, clientId, jwks }: CognitoPool) {
  const verifier = CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse: 'access' });
  if (jwks) verifier.cacheJwks(jwks);
  /** @throws CloudMeetError `invalid-credential`, `unavailable` when the keys cannot be fetched */
  return async (accessToken: string): Promise<AccessClaims> => {
    try {
      const claims = await verifier.verify(accessToken);
      // A client without token revocation has no origin: then each token is one of its own.
      const originId = textOf(claims.origin_jti) ?? claims.jti;
      return { subject: claims.sub, originId, expiresAtMs: claims.exp * 1000 };
    } catch (cause) {
      throw new CloudMeetError(cause instanceof FetchError ? 'unavailable' : 'invalid-credential', { cause });
    }
  };
}
