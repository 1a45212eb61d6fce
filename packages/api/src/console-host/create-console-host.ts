import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { CloudMeetError } from '@cloudmeet/contracts';
import type { ConsolePageConfig } from '@cloudmeet/contracts';
import { errorEdge, requestContext, unknownRoute } from '@cloudmeet/service-kit';
import type { Logger, Metrics } from '@cloudmeet/service-kit';
import express from 'express';
import type { Express, RequestHandler } from 'express';
import { addressOf, createRateLimiter } from '../http/rate-limit.ts';
import type { RateLimit } from '../http/rate-limit.ts';
import { securityHeaders } from '../http/security-headers.ts';
import { builtAssets } from '../site/built-assets.ts';
import { cachedFile } from '../site/cached-file.ts';
import { renderPage } from '../site/render-page.ts';
import { publicResource } from '../site/public-resource.ts';
import { consolePageHeaders } from './console-page-headers.ts';

export interface ConsoleHostConfig {
  publicApiUrl: string;
  publicRoomUrl: string;
  /** Folder of the built console: `index.html` and `assets/`. */
  consoleDir: string;
  /** Pages of one address. Default 1,200 a minute. */
  perAddress?: RateLimit;
  /** Express' `trust proxy`. Default: nobody's X-Forwarded-For is believed. */
  trustProxy?: string | number;
}

export interface ConsoleHostOptions {
  config: ConsoleHostConfig;
  logger: Logger;
  metrics?: Metrics;
}

/** Addresses of pages have no dot: what has one is a file that is not there. */
const pagePath = /^\/[^.]*$/;

function consolePage({ config }: ConsoleHostOptions): RequestHandler {
  const { publicApiUrl: apiUrl, publicRoomUrl: roomUrl, consoleDir } = config;
  const shell = cachedFile(join(consoleDir, 'index.html'));
  return async (request, response, next) => {
    if (!pagePath.test(request.path) || !['GET', 'HEAD'].includes(request.method)) {
      next();
      return;
    }
    const html = await shell();
    if (!html) throw new CloudMeetError('unavailable', { detail: 'The console was not built here.' });
    const page: ConsolePageConfig = { apiUrl, roomUrl, nonce: randomBytes(18).toString('base64') };
    response.set(consolePageHeaders(page)).type('html').send(renderPage(html.text, page));
  };
}

/** The host of the console: its built page at every address without a dot, and its assets. */
export function createConsoleHost(options: ConsoleHostOptions): Express {
  const { config, logger, metrics } = options;
  const { requests, windowSeconds } = config.perAddress ?? { requests: 1200, windowSeconds: 60 };
  const limit = createRateLimiter({ requests, windowSeconds, policy: 'address', keyOf: addressOf });
  const app = express();
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing');
  app.set('query parser', 'simple').set('trust proxy', config.trustProxy ?? false);
  app.use(requestContext(), ...(metrics ? [metrics.measureRequests] : []));
  app.use(securityHeaders({ https: config.publicApiUrl.startsWith('https:') }));
  publicResource(app, '/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.use('/assets', builtAssets(config.consoleDir), unknownRoute());
  app.use(limit, consolePage(options));
  app.use(unknownRoute(), errorEdge({ logger }));
  return app;
}
