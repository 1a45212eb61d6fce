import { errorEdge, requestContext, unknownRoute } from '@cloudmeet/service-kit';
import type { Logger, Metrics } from '@cloudmeet/service-kit';
import express from 'express';
import type { Express, RequestHandler } from 'express';
import { addressOf, createRateLimiter } from '../http/rate-limit.ts';
import type { RateLimit } from '../http/rate-limit.ts';
import { securityHeaders } from '../http/security-headers.ts';
import { builtAssets } from './built-assets.ts';
import { publicResource } from './public-resource.ts';

export interface PageHostConfig {
  publicApiUrl: string;
  /** Pages and checks of one address. Default 1,200 a minute. */
  perAddress?: RateLimit;
  /** Express' `trust proxy`. Default: nobody's X-Forwarded-For is believed. */
  trustProxy?: string | number;
}

export interface PageHostOptions {
  config: PageHostConfig;
  logger: Logger;
  metrics?: Metrics;
}

const perAddressDefault: RateLimit = { requests: 1200, windowSeconds: 60 };

/** A host of pages that were built into `folder`: its assets, and the pages that `addPages` adds behind a limit. */
export function createPageHost(
  { config, logger, metrics }: PageHostOptions,
  folder: string,
  addPages: (app: Express, limit: RequestHandler) => void,
): Express {
  const perAddress = config.perAddress ?? perAddressDefault;
  const app = express();
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing');
  app.set('query parser', 'simple').set('trust proxy', config.trustProxy ?? false);
  app.use(requestContext(), ...(metrics ? [metrics.measureRequests] : []));
  app.use(securityHeaders({ https: config.publicApiUrl.startsWith('https:') }));
  publicResource(app, '/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.use('/assets', builtAssets(folder), unknownRoute());
  addPages(app, createRateLimiter({ ...perAddress, policy: 'address', keyOf: addressOf }));
  app.use(unknownRoute(), errorEdge({ logger }));
  return app;
}
