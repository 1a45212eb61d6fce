import { webhookTypes } from '@cloudmeet/contracts';
import { CloudMeet, CloudMeetError, verifyWebhook } from '@cloudmeet/server-sdk';
import type { WebhookEvent } from '@cloudmeet/server-sdk';
import { startHttpServer } from '@cloudmeet/service-kit';
import express from 'express';
import type { ListenOptions } from './listen-options.ts';

/** A webhook that came, and what it was sent on with. */
export interface Heard {
  event: WebhookEvent;
  /** Status of the answer of `forwardTo`, 0 when there was none; undefined without one. */
  forwarded: number | undefined;
}

export interface Listener {
  url: string;
  /** Ends and takes the endpoint away again. Idempotent. */
  close(): Promise<void>;
}

const description = 'cloudmeet listen';
const bodyBytesMax = '1mb';
const ours = ['webhook-id', 'webhook-timestamp', 'webhook-signature', 'content-type'];

/** Endpoints of listeners that were killed: nobody is there any more. */
async function removeOrphans(cloudmeet: CloudMeet): Promise<void> {
  for await (const endpoint of cloudmeet.webhookEndpoints.list()) {
    if (endpoint.description !== description) continue;
    const alive = await fetch(endpoint.url, { method: 'HEAD', signal: AbortSignal.timeout(1000) }).then(
      () => true,
      () => false,
    );
    if (!alive) await cloudmeet.webhookEndpoints.delete(endpoint.id);
  }
}

async function forward(to: string, body: Buffer, headers: Record<string, string>): Promise<number> {
  try {
    const response = await fetch(to, { method: 'POST', body: new Uint8Array(body), headers });
    await response.body?.cancel();
    return response.status;
  } catch {
    // Nobody answers there: the webhook counts as not delivered, and comes again.
    return 0;
  }
}

/**
 * Registers an endpoint on this machine for as long as it listens, verifies what comes there and sends it on. The answer
 * of `forwardTo` is the answer to CloudMeet, so what fails there is tried again as in production.
 */
export async function receiveWebhooks(
  options: ListenOptions,
  hear: (heard: Heard) => void,
): Promise<Listener> {
  const { apiUrl, apiKey, forwardTo } = options;
  const cloudmeet = new CloudMeet({ apiUrl, apiKey });
  await removeOrphans(cloudmeet);
  const endpointOf: { secret?: string } = {};
  const app = express().disable('x-powered-by');
  app.head('/', (_request, response) => void response.status(204).end());
  app.post('/', express.raw({ type: '*/*', limit: bodyBytesMax }), async (request, response) => {
    const body = request.body as Buffer;
    try {
      const event = verifyWebhook(body, request.headers, endpointOf.secret ?? '');
      const headers = Object.fromEntries(ours.map((name) => [name, request.get(name) ?? '']));
      const forwarded = forwardTo === undefined ? undefined : await forward(forwardTo, body, headers);
      hear({ event, forwarded });
      response.status(forwarded === 0 ? 502 : (forwarded ?? 204)).end();
    } catch (error) {
      if (!(error instanceof CloudMeetError)) throw error;
      response.status(400).json({ message: error.message });
    }
  });
  const server = await startHttpServer({ name: 'the listener', handler: app, port: 0, drainMs: 500 });
  const endpoint = await cloudmeet.webhookEndpoints
    .create({ url: `${server.url}/`, types: webhookTypes, description })
    .catch(async (error: unknown) => {
      await server.close();
      throw error;
    });
  endpointOf.secret = endpoint.secret;
  let closing: Promise<void> | undefined;
  const close = async () => {
    await cloudmeet.webhookEndpoints.delete(endpoint.id).finally(() => server.close());
  };
  return { url: server.url, close: () => (closing ??= close()) };
}
