import type { AccessGrant, RefreshRequest } from '../session/credentials.ts';

/** Asks the API for the next access token; the refresh token goes along as a cookie. */
export function requestRefresh(apiUrl: string): RefreshRequest {
  return async () => {
    const answer = await fetch(`${apiUrl}/v1/auth/refresh`, {
      method: 'POST',
      credentials: 'include',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    });
    if (answer.ok) return grantOf(await answer.json());
    if (answer.status >= 500 || answer.status === 429)
      throw new Error(`The server cannot refresh the session now (${String(answer.status)}).`);
    return undefined;
  };
}

function grantOf(value: unknown): AccessGrant {
  const { accessToken, expiresInSeconds } = value as Partial<Record<keyof AccessGrant, unknown>>;
  if (typeof accessToken === 'string' && typeof expiresInSeconds === 'number')
    return { accessToken, expiresInSeconds };
  throw new TypeError('The answer to a refresh holds no access token.');
}
