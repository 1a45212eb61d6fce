/** What a sign-in or a refresh hands over. */
export interface AccessGrant {
  accessToken: string;
  expiresInSeconds: number;
}

/** The credentials of this page: the access token lives in memory alone, the refresh token in a cookie no script sees. */
export interface Credentials {
  accessToken(): string | undefined;
  /** Works with this from now on. */
  take(grant: AccessGrant): void;
  /** Asks for a new access token. Many who ask at once cause one request. False: nobody is signed in. */
  refresh(): Promise<boolean>;
  forget(): void;
}

/** Asks the server for the next grant. Undefined: it refuses. Rejects when no answer came. */
export type RefreshRequest = () => Promise<AccessGrant | undefined>;

/** Runs one piece of work at a time over all tabs of this browser. */
export type AcrossTabs = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * Every refresh token works once, so two tabs must not send the same one: they take turns (Web Locks API), and each
 * finds the cookie that the other one left.
 */
export const acrossTabs: AcrossTabs = (work) =>
  'locks' in navigator ? navigator.locks.request('cloudmeet-refresh', work) : work();

export function createCredentials(request: RefreshRequest, inTurn: AcrossTabs = acrossTabs): Credentials {
  let token: string | undefined;
  let underWay: Promise<boolean> | undefined;
  const take = (grant: AccessGrant) => void (token = grant.accessToken);
  const refresh = async () => {
    const grant = await inTurn(request);
    if (grant) take(grant);
    else token = undefined;
    return grant !== undefined;
  };
  return {
    accessToken: () => token,
    take,
    refresh: () => (underWay ??= refresh().finally(() => (underWay = undefined))),
    forget: () => void (token = undefined),
  };
}
