export type { ApiConfig } from './api-config.ts';
export { createCaptureCare } from './captures/capture-care.ts';
export type { CaptureCare, CaptureCareOptions } from './captures/capture-care.ts';
export { createCaptureControl } from './captures/capture-control.ts';
export type { CaptureControl, CaptureControlOptions } from './captures/capture-control.ts';
export { captureControlRouter } from './captures/capture-control-router.ts';
export type { CaptureControlRouterOptions } from './captures/capture-control-router.ts';
export { captureQueueNames, createCaptureSender } from './captures/capture-sender.ts';
export type {
  CaptureQueueName,
  CaptureQueues,
  CaptureSender,
  CaptureSenderOptions,
} from './captures/capture-sender.ts';
export { createConsoleHost } from './console-host/create-console-host.ts';
export type { ConsoleHostConfig, ConsoleHostOptions } from './console-host/create-console-host.ts';
export { createApi } from './create-api.ts';
export type { ApiOptions } from './create-api.ts';
export { newApiKey } from './credentials/api-key-text.ts';
export { startChores } from './history/chores.ts';
export type { Chores, ChoresOptions } from './history/chores.ts';
export { createRequestLog } from './history/request-log.ts';
export type { RequestLog, RequestLogOptions } from './history/request-log.ts';
export type { RateLimit } from './http/rate-limit.ts';
export { mediaNodesRouter } from './media-nodes/media-nodes-router.ts';
export type { MediaNodesRouterOptions } from './media-nodes/media-nodes-router.ts';
export { createRoomControl } from './room-control/create-room-control.ts';
export type { RoomControlOptions } from './room-control/create-room-control.ts';
export type { RoomControl, RoomOfTenant } from './room-control/room-control.ts';
export { createRoomHost } from './room-host/create-room-host.ts';
export type { RoomHostConfig, RoomHostOptions } from './room-host/create-room-host.ts';
export { createServiceKeys } from './tokens/service-keys.ts';
export type { PublishedKey, ServiceKeys, ServiceKeysOptions } from './tokens/service-keys.ts';
export { decideAttempt, giveUpAfterMs, retrySeconds } from './webhooks/decide-attempt.ts';
export { createWebhookControl } from './webhooks/webhook-control.ts';
export type { WebhookControl, WebhookControlOptions } from './webhooks/webhook-control.ts';
export { webhookControlRouter } from './webhooks/webhook-control-router.ts';
export type { WebhookControlRouterOptions } from './webhooks/webhook-control-router.ts';
export { createWebhookSecrets } from './webhooks/webhook-secrets.ts';
export type { WebhookSecrets } from './webhooks/webhook-secrets.ts';
export { createWebhookSender } from './webhooks/webhook-sender.ts';
export type { WebhookSender, WebhookSenderOptions } from './webhooks/webhook-sender.ts';
