import { CloudMeetError } from '@cloudmeet/contracts';
import { rateLimit, ipKeyGenerator } from 'express-rate-limit';
import type { Request, RequestHandler } from 'express';

/** So many requests in each window. */
export interface RateLimit {
  requests: number;
  windowSeconds: number;
}

export interface RateLimiterOptions extends RateLimit {
  /** Name of the policy in the answers' headers. */
  policy: string;
  /** Whom a request counts for. */
  keyOf: (request: Request) => string;
}

/** The client's address as a key: an IPv6 network counts as one client. */
export function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? 'unknown', 56);
}

/**
 * Counts requests in this process and answers what is left in `RateLimit` and `RateLimit-Policy` (IETF draft-8).
 * Beyond the limit: `rate-limited` with `Retry-After`.
 */
export function createRateLimiter(options: RateLimiterOptions): RequestHandler {
  const windowMs = options.windowSeconds * 1000;
  return rateLimit({
    windowMs,
    limit: options.requests,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    identifier: options.policy,
    keyGenerator: options.keyOf,
    handler: (_request, response, next) => {
      const retryAfterSeconds = Number(response.get('Retry-After') ?? options.windowSeconds);
      next(new CloudMeetError('rate-limited', { retryAfterSeconds }));
    },
  });
}
