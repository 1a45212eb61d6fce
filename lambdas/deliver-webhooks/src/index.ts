export { createDeliverWebhooks } from './deliver-webhooks.ts';
export type { DeliverWebhooks, DeliverWebhooksOptions } from './deliver-webhooks.ts';
