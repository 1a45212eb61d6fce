import type { RequestHandler } from 'express';

/**
 * Headers of everything that is answered: data for the one who asked, kept by nobody on the way and never a page. Pages
 * and public files set their own over these.
 */
export function securityHeaders(options: { https: boolean }): RequestHandler {
  const headers: Record<string, string> = {
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(options.https ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
  };
  const entries = Object.entries(headers);
  return (_request, response, next) => {
    for (const [name, value] of entries) response.setHeader(name, value);
    next();
  };
}

/** Anybody's page may read this: it is the same for all and holds no secret. */
export function forAnyOrigin(): RequestHandler {
  return (_request, response, next) => {
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' });
    next();
  };
}
