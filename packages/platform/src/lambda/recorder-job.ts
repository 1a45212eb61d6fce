import { captureJobSchema, captureRequestClaimSchema, startServiceSchema } from '@cloudmeet/contracts';
import type { CaptureJob, CaptureKind, CaptureOutcome, CaptureRequestClaim } from '@cloudmeet/contracts';
import type { InternalClient } from './internal-client.ts';
import type { JibriClient } from './jibri-client.ts';
import type { SqsRecord } from './sqs-types.ts';

export interface RecorderJobOptions {
  api: InternalClient;
  jibri: JibriClient;
}

type CaptureRequest = NonNullable<CaptureRequestClaim['request']>;

const prefixes = { recording: 'rec_', stream: 'str_' } as const;

/** The job of a message. @throws Error for one that is not a job of this queue: it becomes a dead letter */
export function readCaptureJob(record: SqsRecord, kind: CaptureKind, step: CaptureJob['step']): CaptureJob {
  const job = captureJobSchema.parse(JSON.parse(record.body));
  if (job.step !== step || !job.captureId.startsWith(prefixes[kind]))
    throw new Error(`A job to ${job.step} ${job.captureId} is on the queue to ${step} a ${kind}.`);
  return job;
}

/** The trace that a message goes on with. */
export function traceOf(record: SqsRecord): { traceparent: string | undefined } {
  return { traceparent: record.messageAttributes['traceparent']?.stringValue };
}

/**
 * Does a job at a recorder: claims it, makes the call that the claim names, reports how it went. The claim is what makes
 * it idempotent: of two copies of a job one gets a request, and a job that names another tenant's capture gets none.
 */
export function createRecorderJob(
  { api, jibri }: RecorderJobOptions,
  kind: CaptureKind,
  step: 'start' | 'stop',
): (record: SqsRecord) => Promise<void> {
  const call = async (
    { captureId }: CaptureJob,
    { url, body }: CaptureRequest,
    trace: ReturnType<typeof traceOf>,
  ): Promise<CaptureOutcome> =>
    step === 'start'
      ? jibri.start(url, startServiceSchema.parse(body), trace)
      : jibri.stop(url, captureId, trace);

  return async (record) => {
    const job = readCaptureJob(record, kind, step);
    const trace = traceOf(record);
    const { request } = captureRequestClaimSchema.parse(await api.post('captures/claim', job, trace));
    if (!request) return;
    const outcome = await call(job, request, trace);
    await api.post('captures/report', { ...job, outcome }, trace);
  };
}
