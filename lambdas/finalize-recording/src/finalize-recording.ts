import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { CloudMeetError, finalizeClaimSchema } from '@cloudmeet/contracts';
import type { CaptureOutcome, FinalizedFile, FinalizeWork } from '@cloudmeet/contracts';
import { readCaptureJob, traceOf } from '@cloudmeet/platform/lambda';
import type { InternalClient, SqsBatchResponse, SqsEvent, SqsRecord } from '@cloudmeet/platform/lambda';

export interface FinalizeRecordingOptions {
  api: InternalClient;
  /**
   * Joins the segments to one file under the key of the output, reads it back and says what it is.
   * @throws Error in words when there is no file that plays; CloudMeetError `unavailable` when the store is away
   */
  join: (work: FinalizeWork) => Promise<FinalizedFile>;
}

export type FinalizeRecording = (event: SqsEvent) => Promise<SqsBatchResponse>;

const detailLength = 1000;

async function tryJoin(join: FinalizeRecordingOptions['join'], work: FinalizeWork): Promise<CaptureOutcome> {
  try {
    return { status: 'done', file: await join(work) };
  } catch (error) {
    const isAway = error instanceof CloudMeetError && error.code === 'unavailable';
    const detail = (error instanceof Error ? error.message : String(error)).slice(0, detailLength);
    return { status: isAway ? 'unreachable' : 'failed', detail };
  }
}

/**
 * The handler of the queue of recordings to finalize. A job whose recording got another segment meanwhile, or that was
 * handed out again, is of no account when it is reported, and its file is never shown.
 */
export function createFinalizeRecording({ api, join }: FinalizeRecordingOptions): FinalizeRecording {
  const finalize = async (record: SqsRecord): Promise<void> => {
    const job = readCaptureJob(record, 'recording', 'finalize');
    const trace = traceOf(record);
    const { work } = finalizeClaimSchema.parse(await api.post('captures/claim', job, trace));
    if (!work) return;
    const outcome = await tryJoin(join, work);
    await api.post('captures/report', { ...job, outcome }, trace);
  };

  return async (event) => {
    const processor = new BatchProcessor(EventType.SQS);
    return processPartialResponse(event, finalize, processor, { throwOnFullBatchFailure: false });
  };
}
