import { methodNotAllowed } from '@cloudmeet/service-kit';
import type { Express, RequestHandler } from 'express';

const allowed = ['GET', 'HEAD', 'OPTIONS'];

/** A resource that can only be read: GET and HEAD answer it, OPTIONS says so, everything else is refused. */
export function publicResource(app: Express, path: string, ...handlers: RequestHandler[]): void {
  app
    .route(path)
    .get(...handlers)
    .options((_request, response) => {
      response.set('Allow', allowed.join(', ')).status(204).end();
    })
    .all(methodNotAllowed(allowed));
}
