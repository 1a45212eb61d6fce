import { createOutboundPost } from '@cloudmeet/platform/egress';
import { createInternalClient, readLambdaSettings } from '@cloudmeet/platform/lambda';
import { createDeliverWebhooks } from './deliver-webhooks.ts';

const settings = readLambdaSettings();

/** What AWS Lambda calls. */
export const handler = createDeliverWebhooks({
  api: createInternalClient({
    apiUrl: settings.CLOUDMEET_INTERNAL_API_URL,
    internalSecret: settings.CLOUDMEET_INTERNAL_SECRET.reveal(),
  }),
  post: createOutboundPost({ allowPrivate: settings.CLOUDMEET_WEBHOOK_ALLOW_PRIVATE ?? false }),
});
