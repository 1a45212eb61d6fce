import { embedError } from '@cloudmeet/contracts/frame';
import type { JoinOptions } from './frame-options.ts';

/** The token to join with: fresh from `getToken` where there is one. Rejects with `invalid-argument`. */
export async function roomToken(options: JoinOptions, fromUrl: string | undefined): Promise<string> {
  const { getToken } = options;
  let token: unknown = options.token ?? fromUrl;
  try {
    if (getToken) token = await getToken();
  } catch (cause) {
    const reason = cause instanceof Error ? `: ${cause.message}` : '.';
    throw embedError('invalid-argument', `getToken failed${reason}`, cause);
  }
  if (typeof token !== 'string' || token === '')
    throw embedError('invalid-argument', 'Pass token, getToken or a joinUrl; none gave a token.');
  return token;
}
