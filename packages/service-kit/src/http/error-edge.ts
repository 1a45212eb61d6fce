import { CloudMeetError } from '@cloudmeet/contracts';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from '../logging/logger.ts';
import { currentContext } from '../tracing/request-context.ts';
import { toProblem, toRequestError } from './problem.ts';

/** For addresses that no route took. Use it after the routes. */
export function unknownRoute(): RequestHandler {
  return (_request, _response, next) => {
    next(new CloudMeetError('not-found', { detail: 'There is nothing at this address.' }));
  };
}

/** For methods that a known address does not have; answers with `Allow` (RFC 9110 section 15.5.6). */
export function methodNotAllowed(allowed: readonly string[]): RequestHandler {
  return (_request, response, next) => {
    response.set('Allow', allowed.join(', '));
    next(new CloudMeetError('method-not-allowed'));
  };
}

function setErrorHeaders(response: Response, error: CloudMeetError): void {
  if (error.status === 401) response.set('WWW-Authenticate', 'Bearer');
  const retryAfter = error.retryAfterSeconds ?? (error.code === 'unavailable' ? 2 : undefined);
  if (retryAfter !== undefined) response.set('Retry-After', String(Math.ceil(retryAfter)));
}

/**
 * The one place where errors become answers: `application/problem+json` (RFC 9457). What is not one of our errors is a
 * 500 without detail, and its cause is logged. Use it last.
 */
export function errorEdge(options: { logger: Logger }): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    const error = toRequestError(thrown);
    if (error.status >= 500) {
      options.logger.error(
        { err: error.cause ?? error, code: error.code, method: request.method },
        'Request failed',
      );
    }
    if (response.headersSent) {
      next(thrown);
      return;
    }
    const requestId = currentContext()?.requestId ?? response.get('X-Request-Id') ?? 'unknown';
    setErrorHeaders(response, error);
    response
      .status(error.status)
      .type('application/problem+json')
      .send(JSON.stringify(toProblem(error, requestId)));
  };
}
