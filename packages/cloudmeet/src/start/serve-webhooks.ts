import {
  createWebhookControl,
  createWebhookSecrets,
  createWebhookSender,
  webhookControlRouter,
} from '@cloudmeet/api';
import { createDeliverWebhooks } from '@cloudmeet/deliver-webhooks';
import {
  createInternalClient,
  createOutboundPost,
  createPostgresQueue,
  createSqsQueue,
  pollQueue,
} from '@cloudmeet/platform';
import type { Queue } from '@cloudmeet/platform';
import type { Router } from 'express';
import { functionsSecretOf } from './internal-secret.ts';
import type { Parts } from './parts.ts';
import type { StartSettings } from './start-settings.ts';

const queueName = 'webhooks';

/** While the API itself is on this machine alone, webhooks may stay there too: that is where one who tries it listens. */
export function webhooksMayBePrivate(settings: StartSettings): boolean {
  return settings.CLOUDMEET_WEBHOOK_ALLOW_PRIVATE ?? settings.CLOUDMEET_PUBLIC_API_URL === undefined;
}

function openQueue({ database, settings }: Parts): Queue {
  const { CLOUDMEET_SQS_WEBHOOKS_URL: queueUrl } = settings;
  return queueUrl === undefined
    ? createPostgresQueue({ database, name: queueName })
    : createSqsQueue({ queueUrl });
}

/** Does here what a Lambda function does in the cloud, with the very same handler. */
function deliverHere(parts: Parts, queue: Queue, apiUrl: string, internalSecret: string): void {
  const giveUp = new AbortController();
  const handler = createDeliverWebhooks({
    api: createInternalClient({ apiUrl, internalSecret }),
    post: createOutboundPost({ allowPrivate: webhooksMayBePrivate(parts.settings), signal: giveUp.signal }),
  });
  const logger = parts.logger.child({ part: 'webhooks' });
  parts.lifecycle.onClose('webhooks under way', () => giveUp.abort(new Error('This process ends.')));
  parts.lifecycle.add(
    'the delivery of webhooks',
    pollQueue({ queue, queueName, handler, logger, concurrency: 32, batch: 1 }),
  );
}

/** Sends webhooks: from the outbox to the queue, and from there unless functions elsewhere do. */
export function serveWebhooks(parts: Parts, apiUrl: string): Router {
  const { database, lifecycle, secret, settings } = parts;
  const logger = parts.logger.child({ part: 'webhooks' });
  const internalSecret = functionsSecretOf(settings.CLOUDMEET_INTERNAL_SECRET, secret);
  const queue = lifecycle.add('the queue', openQueue(parts));
  const sender = createWebhookSender({ database, queue, logger });
  const secrets = createWebhookSecrets(secret);
  const control = createWebhookControl({ database, secrets, nowMs: Date.now, random: Math.random });
  if (settings.CLOUDMEET_WEBHOOK_POLLER ?? settings.CLOUDMEET_SQS_WEBHOOKS_URL === undefined)
    deliverHere(parts, queue, apiUrl, internalSecret);
  sender.start();
  lifecycle.add('the sender of webhooks', sender);
  return webhookControlRouter({ control, internalSecret, logger, onSettled: sender.poke });
}
