import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { webhookClaimSchema, webhookJobSchema } from '@cloudmeet/contracts';
import type { WebhookOutcome } from '@cloudmeet/contracts';
import type { OutboundPost } from '@cloudmeet/platform/egress';
import type { InternalClient, SqsBatchResponse, SqsEvent, SqsRecord } from '@cloudmeet/platform/lambda';

export interface DeliverWebhooksOptions {
  api: InternalClient;
  /** Makes the request; says how it ended, and rejects only when this process gives up. */
  post: (post: OutboundPost) => Promise<WebhookOutcome>;
}

export type DeliverWebhooks = (event: SqsEvent) => Promise<SqsBatchResponse>;

/**
 * The handler of the queue of webhook jobs. The claim is what makes it idempotent: of two copies of a job one gets a
 * request, and a job that names another tenant's delivery gets none. A job that fails on our side is reported as a failure
 * of the batch and comes again; after too often it is a dead letter, and the API hands the delivery out anew.
 */
export function createDeliverWebhooks({ api, post }: DeliverWebhooksOptions): DeliverWebhooks {
  const deliver = async (record: SqsRecord): Promise<void> => {
    const job = webhookJobSchema.parse(JSON.parse(record.body));
    const trace = { traceparent: record.messageAttributes['traceparent']?.stringValue };
    const { request } = webhookClaimSchema.parse(await api.post('webhooks/claim', job, trace));
    if (!request) return;
    const outcome = await post(request);
    await api.post('webhooks/report', { ...job, outcome }, trace);
  };

  return async (event) => {
    const processor = new BatchProcessor(EventType.SQS);
    return processPartialResponse(event, deliver, processor, { throwOnFullBatchFailure: false });
  };
}
