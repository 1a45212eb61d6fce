import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { CloudMeetError } from '@cloudmeet/contracts';
import type { ConsolePageConfig } from '@cloudmeet/contracts';
import type { Express, RequestHandler } from 'express';
import { cachedFile } from '../site/cached-file.ts';
import { createPageHost } from '../site/create-page-host.ts';
import type { PageHostConfig, PageHostOptions } from '../site/create-page-host.ts';
import { renderPage } from '../site/render-page.ts';
import { consolePageHeaders } from './console-page-headers.ts';

export interface ConsoleHostConfig extends PageHostConfig {
  publicRoomUrl: string;
  /** Folder of the built console: `index.html` and `assets/`. */
  consoleDir: string;
}

export interface ConsoleHostOptions extends PageHostOptions {
  config: ConsoleHostConfig;
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
  return createPageHost(options, options.config.consoleDir, (app, limit) => {
    app.use(limit, consolePage(options));
  });
}
