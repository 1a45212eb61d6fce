import type { BaseQueryFn, FetchArgs, FetchBaseQueryMeta } from '@reduxjs/toolkit/query/react';
import { fetchBaseQuery } from '@reduxjs/toolkit/query/react';
import type { Credentials } from '../session/credentials.ts';
import { sessionEnded } from '../session/session-slice.ts';
import type { SessionState } from '../session/session-slice.ts';
import { offlineProblem, problemOf } from './problem.ts';
import type { ApiProblem } from './problem.ts';

/** What requests need beyond the store: handed to it as its thunks' extra argument. */
export interface ApiServices {
  /** Address of the API, without a slash at the end. */
  apiUrl: string;
  credentials: Credentials;
}

type ApiQuery = BaseQueryFn<string | FetchArgs, unknown, ApiProblem, object, FetchBaseQueryMeta>;
type QueryApi = Parameters<ApiQuery>[1];

/** Routes that work before anybody is known. They carry the cookie of the refresh token, and no access token. */
const isPublic = (url: string) =>
  /^\/v1\/auth\/(sign-up|sign-in|mfa\/answer|refresh|sign-out|password-reset|invitations)/.test(url);

function servicesOf({ extra }: QueryApi): ApiServices {
  return extra as ApiServices;
}

function tenantOf({ getState }: QueryApi): string | undefined {
  return (getState() as { session: SessionState }).session.tenantId;
}

async function send(args: FetchArgs, api: QueryApi, extra: object) {
  const { apiUrl, credentials } = servicesOf(api);
  const open = isPublic(args.url);
  const query = fetchBaseQuery({
    baseUrl: apiUrl,
    credentials: open ? 'include' : 'omit',
    responseHandler: 'content-type',
    // problems are application/problem+json
    isJsonContentType: (headers) => /[/+]json\b/.test(headers.get('content-type') ?? ''),
    timeout: 30_000,
    prepareHeaders: (headers) => {
      const token = credentials.accessToken();
      const tenant = tenantOf(api);
      if (!open && token) headers.set('Authorization', `Bearer ${token}`);
      if (!open && tenant) headers.set('CloudMeet-Tenant', tenant);
      return headers;
    },
  });
  return query(args, api, extra);
}

type Answer = Awaited<ReturnType<typeof send>>;

function problemIn({ error, meta }: Answer): ApiProblem | undefined {
  if (!error) return undefined;
  if (typeof error.status !== 'number') {
    const status = meta?.response?.status;
    return status === undefined ? offlineProblem() : problemOf(status, undefined, null);
  }
  return problemOf(error.status, error.data, meta?.response?.headers.get('retry-after') ?? null);
}

/** Refused because the access token is no longer good: worth another try with a new one. */
async function mayRetry(problem: ApiProblem, url: string, api: QueryApi): Promise<boolean> {
  if (problem.status !== 401 || isPublic(url)) return false;
  try {
    return await servicesOf(api).credentials.refresh();
  } catch {
    // no answer came: the person stays signed in, and the page says that the server is away
    return false;
  }
}

/**
 * Requests of the console. A 401 asks for a new access token once, whoever asked first, and tries again; when there is
 * none, the session is over and the page asks the person to sign in. Failures come as problems.
 */
export const apiQuery: ApiQuery = async (given, api, extra) => {
  const args = typeof given === 'string' ? { url: given } : given;
  let answer = await send(args, api, extra);
  let problem = problemIn(answer);
  if (problem && (await mayRetry(problem, args.url, api))) {
    answer = await send(args, api, extra);
    problem = problemIn(answer);
  }
  if (!problem) return { data: answer.data, meta: answer.meta };
  if (problem.status === 401 && !isPublic(args.url)) api.dispatch(sessionEnded());
  return { error: problem, meta: answer.meta };
};
