import { verifyWebhook, webhookTypes } from '@cloudmeet/server-sdk';
import type { CloudMeet, WebhookEvent } from '@cloudmeet/server-sdk';
import express, { Router } from 'express';
import type { IncomingHttpHeaders } from 'node:http';

/** A webhook as it came: verified, or why it is not believed. */
export interface InboxItem {
  /** Counts what came, from 1. */
  number: number;
  at: string;
  /** `webhook-id`: the same when a webhook comes again. */
  id: string;
  event: WebhookEvent | null;
  problem: string | null;
}

interface InboxOptions {
  cloudmeet: CloudMeet;
  /** Where CloudMeet reaches this server. */
  url: string;
}

const itemsMax = 200;

/** Registers this server anew: a secret is shown once, so that of an earlier start is gone. */
async function register({ cloudmeet, url }: InboxOptions): Promise<string> {
  for await (const endpoint of cloudmeet.webhookEndpoints.list())
    if (endpoint.url === url) await cloudmeet.webhookEndpoints.delete(endpoint.id);
  const endpoint = await cloudmeet.webhookEndpoints.create({
    url,
    types: webhookTypes,
    description: 'Sandbox',
  });
  return endpoint.secret;
}

function read(
  body: Buffer,
  headers: IncomingHttpHeaders,
  secret: string,
): Pick<InboxItem, 'event' | 'problem'> {
  try {
    return { event: verifyWebhook(body, headers, secret), problem: null };
  } catch (error) {
    return { event: null, problem: error instanceof Error ? error.message : 'It cannot be believed.' };
  }
}

/**
 * What a customer's server does with webhooks: verifies them, answers at once, and keeps them. `POST /webhooks` is for
 * CloudMeet, `GET /api/webhooks?after=N` for the page; the first look registers the endpoint.
 */
export function webhookInbox(options: InboxOptions): Router {
  const items: InboxItem[] = [];
  let registering: Promise<string> | undefined;
  const secretOf = () =>
    (registering ??= register(options).catch((error: unknown) => {
      registering = undefined;
      throw error;
    }));
  const routes = Router();

  routes.post('/webhooks', express.raw({ type: '*/*', limit: '512kb' }), async (request, response) => {
    const verdict = read(request.body as Buffer, request.headers, await secretOf());
    const number = (items[0]?.number ?? 0) + 1;
    const id = request.get('webhook-id') ?? '';
    items.unshift({ number, at: new Date().toISOString(), id, ...verdict });
    items.splice(itemsMax);
    response.status(verdict.event ? 204 : 400).end();
  });

  routes.get('/api/webhooks', async (request, response) => {
    await secretOf();
    const after = Number(request.query['after'] ?? 0);
    response.json({ items: items.filter(({ number }) => number > after) });
  });
  return routes;
}
