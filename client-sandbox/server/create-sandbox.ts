import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { CloudMeet } from '@cloudmeet/server-sdk';
import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import { lessonRoutes } from './lesson-routes.ts';
import { webhookInbox } from './webhook-inbox.ts';

export interface SandboxOptions {
  /** Client of the customer's server; holds the API key, which never reaches the page. */
  cloudmeet: CloudMeet;
  apiUrl: string;
  roomUrl: string;
  /** Where CloudMeet reaches this server with webhooks, without a slash at the end. */
  sandboxUrl: string;
  /** Built pages; default: this package's `dist`. */
  pagesDir?: string;
}

const builtPages = fileURLToPath(new URL('../dist/', import.meta.url));

/**
 * A small customer of CloudMeet: its server, which creates rooms and mints tokens with its API key, and its page.
 * What a customer would write is in `lesson-routes.ts`.
 */
export function createSandbox(options: SandboxOptions): Express {
  const pagesDir = options.pagesDir ?? builtPages;
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.set('Permissions-Policy', permissionsPolicy(options.roomUrl));
    response.set('X-Content-Type-Options', 'nosniff');
    next();
  });
  app.use(webhookInbox({ cloudmeet: options.cloudmeet, url: `${options.sandboxUrl}/webhooks` }));
  app.use('/api', express.json({ limit: '16kb' }), lessonRoutes(options));
  app.get('/examples/:name', (request, response, next) => {
    sendPage(response, `${pagesDir}examples/${request.params.name}`, options.apiUrl).catch(next);
  });
  app.use(express.static(pagesDir, { index: 'index.html' }));
  app.use((_request, response) => response.status(404).type('text').send('There is no such page.'));
  app.use(answerError);
  return app;
}

/** Lets the room use devices although it comes from another origin. */
function permissionsPolicy(roomUrl: string): string {
  return ['camera', 'microphone', 'display-capture', 'autoplay', 'fullscreen']
    .map((feature) => `${feature}=(self "${new URL(roomUrl).origin}")`)
    .join(', ');
}

/** The script example names the deployment, whose address is known only now. */
async function sendPage(response: Response, file: string, apiUrl: string): Promise<void> {
  if (!/\/[a-z-]+\.html$/.test(file)) {
    response.status(404).type('text').send('There is no such example.');
    return;
  }
  const page = await readFile(file, 'utf8').catch(() => undefined);
  if (page === undefined) response.status(404).type('text').send('There is no such example.');
  else response.type('html').send(page.replaceAll('%API_URL%', apiUrl));
}

function answerError(thrown: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(thrown);
    return;
  }
  const status =
    thrown instanceof Error && 'status' in thrown && typeof thrown.status === 'number' ? thrown.status : 502;
  response.status(status).json({ message: thrown instanceof Error ? thrown.message : 'Something failed.' });
}
