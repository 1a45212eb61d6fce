import { limits } from '@cloudmeet/contracts';
import type { OperationId } from '@cloudmeet/contracts';
import type { Request, Response } from 'express';
import type { Reply } from './reply.ts';

/** The refresh token of the console's page: a cookie that no script of the page can read. */
export interface RefreshCookie {
  /** Puts the cookie into the body of a request that should name a refresh token and does not. */
  takeUp(id: OperationId, request: Request): void;
  /** The answer as the page gets it: its refresh token as a cookie instead of in the body. */
  handOver(id: OperationId, exchange: { request: Request; response: Response; reply: Reply }): Reply;
}

export interface RefreshCookieOptions {
  /** Origins of the console's pages. All others send and get refresh tokens in bodies. */
  origins: readonly string[];
  /** The API is behind https: the cookie goes nowhere else. */
  https: boolean;
}

const name = 'cm_refresh';
const path = '/v1/auth';
const takers: readonly OperationId[] = ['refreshSession', 'signOut'];

/** The cookie of a request (RFC 6265 section 4.2.1). */
function cookieOf(request: Request): string | undefined {
  const pairs = (request.get('cookie') ?? '').split(/;\s*/);
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  return value && value.length <= 4096 ? value : undefined;
}

function tokenIn(body: unknown): string | undefined {
  return typeof body === 'object' &&
    body !== null &&
    'refreshToken' in body &&
    typeof body.refreshToken === 'string'
    ? body.refreshToken
    : undefined;
}

/**
 * A page whose Origin is not one of ours has nothing of this, so no other page can use the cookie of somebody who is
 * signed in; the cookie itself is not sent from other sites (SameSite=Strict).
 */
export function createRefreshCookie({ origins, https }: RefreshCookieOptions): RefreshCookie {
  const isConsole = (request: Request) => origins.includes(request.get('origin') ?? '');
  const attributes = `Path=${path}; HttpOnly; SameSite=Strict${https ? '; Secure' : ''}`;
  const set = (response: Response, value: string, seconds: number) =>
    response.append('Set-Cookie', `${name}=${value}; Max-Age=${String(seconds)}; ${attributes}`);
  return {
    takeUp(id, request) {
      if (!takers.includes(id) || !isConsole(request)) return;
      const body: unknown = request.body ?? {};
      const cookie = cookieOf(request);
      if (cookie === undefined || tokenIn(body) !== undefined || typeof body !== 'object') return;
      request.body = { ...body, refreshToken: cookie };
    },
    handOver(id, { request, response, reply }) {
      if (!isConsole(request)) return reply;
      if (id === 'signOut') set(response, '', 0);
      const token = tokenIn(reply.body);
      if (token === undefined) return reply;
      set(response, token, limits.refreshTokenSeconds);
      const members = Object.entries(reply.body ?? {}).filter(([key]) => key !== 'refreshToken');
      return { ...reply, body: Object.fromEntries(members) };
    },
  };
}
