import { limits, webhookControlSchemas } from '@cloudmeet/contracts';
import type { WebhookClaim, WebhookJob, WebhookOutcome } from '@cloudmeet/contracts';
import type { Database } from '@cloudmeet/database';
import { decideAttempt } from './decide-attempt.ts';
import { webhookBodyOf, webhookIdOf } from './webhook-body.ts';
import { timestampOf } from './webhook-secrets.ts';
import type { WebhookSecrets } from './webhook-secrets.ts';

export interface WebhookControlOptions {
  database: Pick<Database, 'forTenant'>;
  secrets: WebhookSecrets;
  nowMs: () => number;
  random: () => number;
}

/** What whoever sends webhooks asks for: the signed request of a job, and to note how it went. */
export interface WebhookControl {
  claim(job: WebhookJob): Promise<WebhookClaim>;
  /** False when the attempt was of no account any more. */
  report(job: WebhookJob, outcome: WebhookOutcome): Promise<boolean>;
}

/** An attempt that is not reported within this time is made again. */
const claimMs = limits.webhookAttemptMs + 30_000;

export const { claim: claimSchema, report: reportSchema } = webhookControlSchemas;

export function createWebhookControl({
  database,
  secrets,
  nowMs,
  random,
}: WebhookControlOptions): WebhookControl {
  return {
    claim: ({ tenantId, deliveryId, attempt }) =>
      database.forTenant({ tenantId }).transaction(async (repos): Promise<WebhookClaim> => {
        const now = nowMs();
        const times = { now: new Date(now), until: new Date(now + claimMs) };
        const delivery = await repos.webhookDeliveries.claim(deliveryId, attempt, times);
        const endpoint = delivery && (await repos.webhookEndpoints.findById(delivery.endpointId));
        if (!endpoint) return { request: null };
        const [id, body] = [webhookIdOf(delivery), webhookBodyOf(delivery)];
        const headers = {
          'content-type': 'application/json',
          'user-agent': 'CloudMeet-Webhooks/1.0',
          'webhook-id': id,
          'webhook-timestamp': timestampOf(now),
          'webhook-signature': secrets.sign(endpoint.secrets, { id, body, nowMs: now }),
        };
        return { request: { url: endpoint.url, headers, body } };
      }),

    report: ({ tenantId, deliveryId, attempt }, outcome) =>
      database.forTenant({ tenantId }).transaction(async (repos) => {
        const delivery = await repos.webhookDeliveries.lockAttempt(deliveryId, attempt);
        if (!delivery) return false;
        const now = new Date(nowMs());
        const { tries, madeAt } = delivery;
        const facts = { outcome, tries, madeAtMs: madeAt.getTime(), nowMs: now.getTime(), random };
        const { verdict, gone } = decideAttempt(facts);
        const { status = null, failure = null, durationMs } = outcome;
        const answered = { status, failure, durationMs };
        await repos.webhookDeliveries.settle(delivery, { deliveryId, attempt, verdict, answered, now });
        if (gone) await repos.webhookEndpoints.update(delivery.endpointId, { disabledReason: 'gone' }, now);
        return true;
      }),
  };
}
