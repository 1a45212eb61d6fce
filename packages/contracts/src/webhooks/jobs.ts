import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { limits } from '../limits.ts';
import { httpUrlSchema } from '../url.ts';

/** Why an attempt to deliver a webhook came to nothing. `status`: an answer other than 2xx. */
export const webhookFailures = [
  'status',
  'redirect',
  'timeout',
  'unreachable',
  'tls',
  'name-not-found',
  'address-refused',
] as const;
export const webhookFailureSchema = z.enum(webhookFailures).meta({ id: 'WebhookFailure' });
export type WebhookFailure = z.infer<typeof webhookFailureSchema>;

/**
 * A job on the queue: deliver this webhook, as this attempt of it. It carries ids alone; whether it still holds is
 * decided when it is claimed.
 */
export const webhookJobSchema = z.strictObject({
  tenantId: idSchema('tenant'),
  deliveryId: idSchema('delivery'),
  /** Fences off copies of a job that was handed out again since. Counts from 1. */
  attempt: z.int().min(1),
});
export type WebhookJob = z.infer<typeof webhookJobSchema>;

/** How an attempt ended: the status that was answered, or why there is none. */
export const webhookOutcomeSchema = z.strictObject({
  status: z.int().min(100).max(999).optional(),
  failure: webhookFailureSchema.optional(),
  durationMs: z.int().min(0),
  /** `Retry-After` of the answer. */
  retryAfterSeconds: z.int().min(0).optional(),
});
export type WebhookOutcome = z.infer<typeof webhookOutcomeSchema>;

/**
 * What the sender of webhooks asks the API: `POST /internal/webhooks/{claim|report}` with
 * `Authorization: Bearer <internal secret>`.
 */
export const webhookControlSchemas = {
  claim: webhookJobSchema,
  report: webhookJobSchema.extend({ outcome: webhookOutcomeSchema }),
} as const;

/** The request that the claimer is to make, signed; null when the job does not hold any more. Report answers 204. */
export const webhookClaimSchema = z.object({
  request: z
    .object({
      url: httpUrlSchema,
      headers: z.record(z.string(), z.string()),
      body: z.string().max(limits.webhookBodyBytes),
    })
    .nullable(),
});
export type WebhookClaim = z.infer<typeof webhookClaimSchema>;
