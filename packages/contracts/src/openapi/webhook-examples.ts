import type { z } from 'zod';
import type { webhookOperations } from '../rest/webhook-operations.ts';
import type { WebhookDelivery, WebhookEndpoint } from '../rest/webhooks.ts';

type Body<One> = One extends { body: infer Schema extends z.ZodType } ? { body: z.input<Schema> } : object;
type Response<One> = One extends { response: infer Schema extends z.ZodType }
  ? { response: z.output<Schema> }
  : object;
type Operations = typeof webhookOperations;

const at = '2026-11-21T09:30:00.000Z';
const endpoint: WebhookEndpoint = {
  id: 'whe_4kTgBnHyUjMiKoLpQaZwSxEd',
  url: 'https://app.example.com/hooks/cloudmeet',
  types: ['participant.joined', 'participant.left'],
  description: 'Attendance',
  disabled: false,
  disabledReason: null,
  createdAt: at,
  updatedAt: at,
};
const delivery: WebhookDelivery = {
  id: 'del_9oLpQaZwSxEdC3rFvTgBnHyU',
  endpointId: endpoint.id,
  webhookId: 'msg_2f6f0a1d9b3e4a539c570b7a2c4e8f1d',
  type: 'participant.joined',
  roomId: 'rm_7Hq2vMx9TtKe4LbN0cWdPzRs',
  seq: 3,
  status: 'pending',
  attempts: 1,
  nextAttemptAt: '2026-11-21T09:30:05.000Z',
  lastAttempt: { at, status: 503, failure: 'status', durationMs: 184 },
  replayOf: null,
  createdAt: at,
  deliveredAt: null,
};
const delivered: WebhookDelivery = {
  ...delivery,
  status: 'delivered',
  attempts: 2,
  nextAttemptAt: null,
  lastAttempt: { at, status: 204, failure: null, durationMs: 41 },
  deliveredAt: at,
};
const secret = 'whsec_c2l4dGVlbiBwbHVzIHNpeHRlZW4gYnl0ZXMgaGVyZQ==';
const page = <Item>(item: Item) => ({ data: [item], nextCursor: null });

export const webhookExamples: { [Id in keyof Operations]: Body<Operations[Id]> & Response<Operations[Id]> } =
  {
    createWebhookEndpoint: {
      body: { url: endpoint.url, types: endpoint.types, description: 'Attendance' },
      response: { ...endpoint, secret },
    },
    listWebhookEndpoints: { response: page(endpoint) },
    getWebhookEndpoint: { response: endpoint },
    updateWebhookEndpoint: {
      body: { disabled: true },
      response: { ...endpoint, disabled: true, disabledReason: 'requested' },
    },
    deleteWebhookEndpoint: {},
    rotateWebhookSecret: { response: { secret, previousSecretExpiresAt: '2026-11-22T09:30:00.000Z' } },
    listWebhookDeliveries: { response: page(delivered) },
    getWebhookDelivery: {
      response: {
        ...delivered,
        body: '{"type":"participant.joined","timestamp":"2026-11-21T09:30:00.000Z","seq":3,"data":{}}',
      },
    },
    replayWebhookDelivery: {
      response: {
        ...delivery,
        id: 'del_C3rFvTgBnHyU9oLpQaZwSxEd',
        attempts: 0,
        lastAttempt: null,
        replayOf: delivery.id,
      },
    },
  };
