import { randomText } from '@cloudmeet/contracts';
import type { RequestHandler } from 'express';
import { runInContext } from '../tracing/request-context.ts';
import { continueTrace } from '../tracing/traceparent.ts';

const acceptable = /^[\w.-]{8,64}$/;

/**
 * Gives each request its id (the caller's `X-Request-Id` when it is a harmless one) and its place in the caller's
 * trace, answers both, and lets everything downstream know them. Use it first.
 */
export function requestContext(): RequestHandler {
  return (request, response, next) => {
    const given = request.get('x-request-id');
    const requestId = given !== undefined && acceptable.test(given) ? given : `req_${randomText(24)}`;
    const trace = continueTrace(request.get('traceparent'));
    response.setHeader('X-Request-Id', requestId);
    runInContext({ requestId, trace }, () => {
      next();
    });
  };
}
