import type { SignedIn } from '@cloudmeet/contracts';
import type { Tokens } from '@cloudmeet/platform/identity';

export function signedInBody({ accessToken, expiresInSeconds, refreshToken }: Tokens): SignedIn {
  return { status: 'signed-in', accessToken, expiresInSeconds, refreshToken };
}
