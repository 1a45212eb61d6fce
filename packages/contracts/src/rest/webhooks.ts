import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { limits } from '../limits.ts';
import { lineSchema } from '../text.ts';
import { httpUrlSchema } from '../url.ts';
import { webhookTypeSchema } from '../webhooks/events.ts';
import { webhookFailureSchema } from '../webhooks/jobs.ts';
import { pageQuerySchema } from './page.ts';

const endpointUrlSchema = httpUrlSchema.refine((text) => !text.includes('#'), 'must not have a fragment');
const typesSchema = z
  .array(webhookTypeSchema)
  .min(1)
  .max(100)
  .refine((types) => new Set(types).size === types.length, 'names a type twice')
  .meta({ description: 'What is sent there' });
const descriptionSchema = lineSchema(limits.webhookDescriptionLength);

export const createWebhookEndpointSchema = z
  .strictObject({ url: endpointUrlSchema, types: typesSchema, description: descriptionSchema.optional() })
  .meta({ id: 'CreateWebhookEndpoint' });

export const updateWebhookEndpointSchema = z
  .strictObject({
    url: endpointUrlSchema.optional(),
    types: typesSchema.optional(),
    description: descriptionSchema.nullable().optional(),
    disabled: z
      .boolean()
      .optional()
      .meta({ description: 'True stops it and gives up what waits; false starts it again' }),
  })
  .meta({ id: 'UpdateWebhookEndpoint' });

export const webhookEndpointSchema = z
  .object({
    id: idSchema('webhookEndpoint'),
    url: z.string(),
    types: z.array(webhookTypeSchema),
    description: z.string().nullable(),
    disabled: z.boolean(),
    disabledReason: z
      .enum(['gone', 'requested'])
      .nullable()
      .meta({ description: 'gone: it answered 410; requested: somebody disabled it' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'WebhookEndpoint' });
export type WebhookEndpoint = z.infer<typeof webhookEndpointSchema>;

const secretSchema = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]+=*$/)
  .meta({ description: 'Verifies the signatures. Shown this once' });

export const createdWebhookEndpointSchema = webhookEndpointSchema
  .extend({ secret: secretSchema })
  .meta({ id: 'CreatedWebhookEndpoint' });

export const rotatedWebhookSecretSchema = z
  .object({
    secret: secretSchema,
    previousSecretExpiresAt: z.iso
      .datetime()
      .meta({ description: 'Until then webhooks are signed with the old secret too' }),
  })
  .meta({ id: 'RotatedWebhookSecret' });

export const webhookDeliveryStatusSchema = z.enum(['pending', 'delivered', 'failed']);

export const webhookDeliverySchema = z
  .object({
    id: idSchema('delivery'),
    endpointId: idSchema('webhookEndpoint'),
    webhookId: z
      .string()
      .meta({ description: 'The header webhook-id: the same over all attempts and replays' }),
    type: webhookTypeSchema,
    roomId: idSchema('room').nullable(),
    seq: z.int().nullable(),
    status: webhookDeliveryStatusSchema.meta({
      description: 'failed: given up after the last attempt, or because the endpoint was disabled',
    }),
    attempts: z.int().min(0),
    nextAttemptAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'Null when it is over, or waits for an earlier webhook of its room' }),
    lastAttempt: z
      .object({
        at: z.iso.datetime(),
        status: z.int().nullable().meta({ description: 'HTTP status of the answer' }),
        failure: webhookFailureSchema.nullable(),
        durationMs: z.int().nullable(),
      })
      .nullable(),
    replayOf: idSchema('delivery').nullable(),
    createdAt: z.iso.datetime(),
    deliveredAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;

export const webhookDeliveryWithBodySchema = webhookDeliverySchema
  .extend({ body: z.string().meta({ description: 'What is posted, byte for byte' }) })
  .meta({ id: 'WebhookDeliveryWithBody' });

export const listWebhookDeliveriesQuerySchema = pageQuerySchema.extend({
  endpointId: idSchema('webhookEndpoint').optional(),
  roomId: idSchema('room').optional(),
  status: webhookDeliveryStatusSchema.optional(),
});
