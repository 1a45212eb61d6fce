import type { RequestHandler } from 'express';

const preflight = {
  'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers':
    'Accept, Authorization, CloudMeet-Tenant, Content-Type, Idempotency-Key, If-Match',
  'Access-Control-Max-Age': '600',
};

/**
 * Lets the console's page read answers and send credentials (Fetch standard, CORS protocol). Every other page gets no
 * such header, so its browser keeps the answer from it. Without origins nothing is added.
 */
export function allowConsole(origins: readonly string[]): RequestHandler {
  return (request, response, next) => {
    const origin = request.get('origin');
    if (origins.length > 0) response.vary('Origin');
    if (origin === undefined || !origins.includes(origin)) {
      next();
      return;
    }
    response.set({
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Expose-Headers': 'ETag, Retry-After, Idempotency-Replayed, X-Request-Id',
    });
    if (request.method !== 'OPTIONS' || request.get('access-control-request-method') === undefined) {
      next();
      return;
    }
    response.set(preflight).status(204).end();
  };
}
