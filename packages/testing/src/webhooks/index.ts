export { createDeliverWebhooks } from '@cloudmeet/deliver-webhooks';
export { startReceiver } from './receiver.ts';
export type { Received, Receiver } from './receiver.ts';
export { WebhookTenant } from './webhook-tenant.ts';
export type { TestEndpoint } from './webhook-tenant.ts';
export { callHandler, eventData, startWebhookWorld } from './webhook-world.ts';
export type { WebhookWorld, WebhookWorldOptions } from './webhook-world.ts';
